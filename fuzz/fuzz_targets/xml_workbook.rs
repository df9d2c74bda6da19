//! Workbooks of Office 2003 as XML.

#![no_main]

use libfuzzer_sys::fuzz_target;
use shenyue::ingest::readers::xml_workbook;
use shenyue_fuzz::{follow, tolerate_libraries};

fuzz_target!(init: tolerate_libraries(), |bytes: &[u8]| follow(xml_workbook::read(bytes)));
