//! Separated values.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shenyue::ingest::readers::text;
use shenyue_fuzz::{follow, tolerate_libraries};

fuzz_target!(init: tolerate_libraries(), |bytes: &[u8]| follow(text::read("a.csv", bytes)));
