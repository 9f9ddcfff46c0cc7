//! What a seed decides, held to the table that the browser is held to as well
//! (`tests/script/draw.test.mjs`).

use coursewright::score::{seed_for, shuffled};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    shuffled: Vec<ShuffledRow>,
    seeds: Vec<SeedRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShuffledRow {
    name: String,
    seed: u32,
    items: String,
    order: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedRow {
    name: String,
    seed: u32,
    part: String,
    becomes: u32,
}

fn table() -> Table {
    serde_yaml::from_str(include_str!("draw.yaml")).expect("the table can be read")
}

#[test]
fn a_seed_gives_the_order_of_the_table() {
    for row in table().shuffled {
        let items: Vec<char> = row.items.chars().collect();
        assert_eq!(shuffled(&items, row.seed).iter().collect::<String>(), row.order, "{}", row.name);
    }
}

#[test]
fn a_part_has_the_seed_of_the_table() {
    for row in table().seeds {
        assert_eq!(seed_for(row.seed, &row.part), row.becomes, "{}", row.name);
    }
}
