//! One reader a format: bytes → [`super::Grid`].
