### query
