//! The filter language: what is read prints, and the print reads back as the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shenyue::locales::{Catalogue, Lang};
use shenyue::query::{complete, parse, slot, to_text};
use shenyue_fuzz::tolerate_libraries;

fuzz_target!(init: tolerate_libraries(), |text: &str| {
    match parse(text) {
        Ok(query) => assert_eq!(parse(&to_text(&query)), Ok(query)),
        Err(error) => assert!(!error.message(&Catalogue::new(Lang::Zh)).is_empty()),
    }
    let _ = complete(text, text.chars().count() / 2, Lang::Zh, &[]);
    let _ = slot(text, text.chars().count() / 2);
});
