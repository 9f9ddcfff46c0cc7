//! Builds anew when a file of the default theme changes, since the program carries them inside.

fn main() {
    println!("cargo:rerun-if-changed=themes");
}
