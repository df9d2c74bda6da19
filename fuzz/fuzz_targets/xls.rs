//! Workbooks of the old kind.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shenyue::ingest::readers::xls;
use shenyue_fuzz::{follow, tolerate_libraries};

fuzz_target!(init: tolerate_libraries(), |bytes: &[u8]| follow(xls::read(bytes)));
