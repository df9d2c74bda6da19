//! Word documents: packed, or the body alone.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shenyue::ingest::readers::docx;
use shenyue_fuzz::{follow, packed, tolerate_libraries};

fuzz_target!(init: tolerate_libraries(), |bytes: &[u8]| {
    follow(docx::read(&packed(bytes, &[], &["word/document.xml"])));
});
