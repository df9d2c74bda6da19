//! PDF.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shenyue::ingest::readers::pdf;
use shenyue_fuzz::{follow, tolerate_libraries};

fuzz_target!(init: tolerate_libraries(), |bytes: &[u8]| follow(pdf::read(bytes)));
