//! The overview read out: how scores and rates are spread, and what stands out by year and unit.

use super::session::Session;
use crate::desk::count;
use crate::store::{Bin, RATE_BINS, SCORE_BINS, Share, StoreError, percent};

impl Session<'_> {
    /// Reads the overview of what the filter finds.
    pub(super) fn overview(&mut self) -> Result<(), StoreError> {
        let found = self.reader.overview(&self.filter.whole())?;
        let all = self.words.text("overview-part-all");
        self.share(&all, &found.all);
        let parts: [(&str, &[Bin], &[u64]); 2] = [
            ("overview-scores", &SCORE_BINS, &found.scores),
            ("overview-rates", &RATE_BINS, &found.rates),
        ];
        for (part, bins, counts) in parts {
            for (bin, reports) in bins.iter().zip(counts).filter(|(_, reports)| **reports > 0) {
                let stretch = bin.label().unwrap_or_else(|| self.none());
                let values = [
                    ("part", self.words.text(part)),
                    ("stretch", stretch),
                    ("count", count(*reports)),
                    ("share", percent(*reports, found.all.reports)),
                ];
                let values = values
                    .each_ref()
                    .map(|(name, value)| (*name, value.as_str()));
                self.fill("plain-stretch", &values);
            }
        }
        for (year, share) in &found.years {
            let year = year.map_or_else(|| self.none(), |year| year.to_string());
            let name = self.words.fill("plain-year", &[("year", &year)]);
            self.share(&name, share);
        }
        for (unit, share) in &found.units {
            let none = self.none();
            self.share(if unit.is_empty() { &none } else { unit }, share);
        }
        Ok(())
    }

    fn none(&self) -> String {
        self.words.text("overview-none")
    }

    fn share(&mut self, name: &str, share: &Share) {
        let values = [
            ("name", name.to_owned()),
            ("count", count(share.reports)),
            ("hundred", count(share.hundred)),
            ("hundred_share", percent(share.hundred, share.reports)),
            ("full", count(share.full)),
            ("qualitative", percent(share.qualitative, share.indicators)),
        ];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        self.fill("plain-share", &values);
    }
}
