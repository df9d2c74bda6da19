//! Archives and whatever is in them; also which reader a file is given to.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shenyue::ingest;
use shenyue::ingest::readers::archive;
use shenyue_fuzz::{follow, tolerate_libraries};

fuzz_target!(init: tolerate_libraries(), |bytes: &[u8]| {
    if !archive::is_archive(bytes) {
        return follow(ingest::read("a", bytes));
    }
    let _ = archive::walk(bytes, &mut |inner| {
        if let Ok(bytes) = &inner.bytes {
            follow(ingest::read(&inner.path, bytes));
        }
        true
    });
});
