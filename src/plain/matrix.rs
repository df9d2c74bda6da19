//! Units against rules read out: the rules that speak on a unit's forms far more often than elsewhere.

use super::session::Session;
use crate::desk::count;
use crate::store::StoreError;

impl Session<'_> {
    /// Reads, unit by unit, which rules stand out; those where none does are only counted.
    pub(super) fn matrix(&mut self) -> Result<(), StoreError> {
        let matrix = self.reader.matrix(&self.filter.whole())?;
        let all = count(matrix.forms());
        let mut plain: usize = 0;
        for (at, (unit, forms)) in matrix.units.iter().enumerate() {
            let out: Vec<String> = (matrix.rules.iter().enumerate())
                .filter_map(|(column, (rule, over_all))| {
                    let cell = matrix.cell(at, column)?;
                    let values = [
                        ("rule", self.words.rule(rule)),
                        ("own", count(cell.reports)),
                        ("reports", count(*over_all)),
                    ];
                    let values = values
                        .each_ref()
                        .map(|(name, value)| (*name, value.as_str()));
                    cell.stands_out
                        .then(|| self.words.fill("plain-matrix-rule", &values))
                })
                .collect();
            if out.is_empty() {
                plain += 1;
                continue;
            }
            let none = self.words.text("overview-none");
            let values = [
                ("unit", if unit.is_empty() { &none } else { unit }),
                ("forms", &count(*forms)),
                ("all", &all),
                ("rules", &out.join(&self.words.text("plain-comma"))),
            ];
            let values = values.map(|(name, value)| (name, value.as_str()));
            self.fill("plain-matrix-unit", &values);
        }
        self.fill("plain-matrix-rest", &[("count", &count(plain))]);
        Ok(())
    }
}
