//! Damaged copies of real documents, and nonsense.

use std::path::PathBuf;

use shenyue::ingest::Grid;
use shenyue::ingest::readers::{ReadError, doc, docx, html, mht, ods, pdf, workbook, xls};

/// Bytes that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).expect("31 bits") % below.max(1)
    }
}

/// Damaged copies of a file: cut short, bytes changed, a stretch repeated or taken out.
fn damage(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    match dice.roll(4) {
        0 => bytes.truncate(dice.roll(bytes.len())),
        1 => {
            let from = dice.roll(bytes.len());
            let to = (from + dice.roll(200)).min(bytes.len());
            bytes.drain(from..to);
        }
        2 => {
            let from = dice.roll(bytes.len());
            let to = (from + dice.roll(200)).min(bytes.len());
            let again = bytes[from..to].to_vec();
            bytes.splice(from..from, again);
        }
        _ => {
            for _ in 0..=dice.roll(20) {
                let at = dice.roll(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.roll(8);
                }
            }
        }
    }
    bytes
}

#[test]
fn damaged_documents_neither_panic_nor_hang() {
    type Reader = fn(&[u8]) -> Result<Grid, ReadError>;
    let readers: [(&str, Reader); 7] = [
        ("pdf", pdf::read),
        ("xlsx", workbook::read),
        ("xls", xls::read),
        ("ods", ods::read),
        ("docx", docx::read),
        ("doc", doc::read),
        ("html", html::read),
    ];
    let shared = std::env::var_os("SHENYUE_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")),
        PathBuf::from,
    );
    let rounds: usize = std::env::var("SHENYUE_DAMAGE_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(20);
    let mut dice = Dice(7);
    for (extension, reader) in readers {
        for form in ["guichi_tangxi_weituo_2022", "wuhan_jinbu_2020"] {
            let path = shared.join(format!("corpus/{form}.{extension}"));
            let Ok(bytes) = std::fs::read(&path) else {
                eprintln!("skipped: no {}", path.display());
                continue;
            };
            for round in 0..rounds {
                let damaged = damage(&bytes, &mut dice);
                let begun = std::time::Instant::now();
                let panicked = std::panic::catch_unwind(|| {
                    let _ = reader(&damaged);
                });
                let kept = std::env::temp_dir().join(format!("damaged.{extension}"));
                if panicked.is_err() || begun.elapsed().as_secs() > 20 {
                    std::fs::write(&kept, &damaged).expect("kept for a look");
                    panic!("round {round}: see {}", kept.display());
                }
            }
        }
    }
}

#[test]
fn small_nonsense_is_an_error_everywhere() {
    let nonsense: [&[u8]; 6] = [
        b"",
        b"%PDF-1.4",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b",
        &[0xff; 600],
    ];
    for bytes in nonsense {
        for reader in [
            pdf::read,
            workbook::read,
            xls::read,
            ods::read,
            docx::read,
            doc::read,
            mht::read,
        ] {
            assert!(reader(bytes).is_err());
        }
    }
}
