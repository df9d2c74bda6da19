//! `findings --format sarif`: what other tools read.

use crate::common::Desk;

#[test]
fn sarif_names_rules_places_and_what_was_dismissed() {
    let desk = Desk::with_forms();
    let list = desk.json(&["findings", "--format", "json"]);
    let list = list.as_array().unwrap();
    let id = list[0]["id"].as_str().unwrap();
    desk.run(&["verdict", id, "dismissed", "--reason", "年后结算"])
        .says(0, &["Saved"]);

    let log = desk.json(&["findings", "--format", "sarif"]);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), shenyue::rules::all().len());
    for rule in rules {
        let help = rule["help"]["text"].as_str().unwrap();
        assert!(help.contains("Basis"), "{help}");
    }

    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), list.len());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let fingerprint = &result["partialFingerprints"]["finding/v1"];
        let same = list.iter().find(|row| row["id"] == *fingerprint).unwrap();
        assert_eq!(result["message"]["text"], same["message"]);
        let level = match same["severity"].as_str().unwrap() {
            "notice" => "note",
            other => other,
        };
        assert_eq!(result["level"], level);
        let place = &result["locations"][0]["logicalLocations"][0]["name"];
        assert_eq!(*place, same["place"]);
        let suppressed = result.get("suppressions");
        if fingerprint == id {
            assert_eq!(suppressed.unwrap()[0]["justification"], "年后结算");
        } else {
            assert!(suppressed.is_none(), "{result}");
        }
    }
}
