//! Open workbooks: packed, or the content alone.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shenyue::ingest::readers::ods;
use shenyue_fuzz::{follow, packed, tolerate_libraries};

fuzz_target!(init: tolerate_libraries(), |bytes: &[u8]| {
    follow(ods::read(&packed(bytes, &[], &["content.xml"])));
});
