//! Web pages.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shenyue::ingest::readers::html;
use shenyue_fuzz::{follow, tolerate_libraries};

fuzz_target!(init: tolerate_libraries(), |bytes: &[u8]| follow(html::read(bytes)));
