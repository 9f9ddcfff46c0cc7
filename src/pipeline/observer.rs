//! Telling somebody who waits how far the path has come.
//!
//! Nothing here knows the time. Whoever is told looks at a clock.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Is told how far a build has come. Each phase ends where the next begins.
pub trait Observer: Sync {
    /// From now on files are parsed, those of so many modules among them.
    fn parsing(&self, modules: usize);
    /// From now on all files together are checked.
    fn checking(&self);
    /// From now on it is laid down what stands where, and the theme is put together.
    fn planning(&self);
    /// From now on files are rendered, those of so many modules among them, and
    /// each is handed on as soon as it is ready.
    fn rendering(&self, modules: usize);
    /// One more module is parsed or rendered with all its files. Called from
    /// any thread.
    fn module_done(&self);
}

/// Modules whose files are worked on in parallel.
pub(super) struct Modules<'a> {
    observer: &'a dyn Observer,
    /// For each file the module that it belongs to, if it belongs to one.
    of_file: Vec<Option<usize>>,
    /// For each module, how many of its files are not done.
    left: Vec<AtomicUsize>,
}

impl<'a> Modules<'a> {
    /// For files in order, each with something that tells its module from the
    /// neighbours; the files of one module stand together, save others between
    /// them that belong to none.
    pub fn new<M: PartialEq>(observer: &'a dyn Observer, files: impl Iterator<Item = Option<M>>) -> Self {
        let (mut of_file, mut left) = (Vec::with_capacity(files.size_hint().0), Vec::new());
        let mut last = None;
        for module in files {
            let Some(module) = module else {
                of_file.push(None);
                continue;
            };
            if last.as_ref() != Some(&module) {
                last = Some(module);
                left.push(0);
            }
            let number = left.len() - 1;
            left[number] += 1;
            of_file.push(Some(number));
        }
        let left = left.into_iter().map(AtomicUsize::new).collect();
        Self { observer, of_file, left }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.left.len()
    }

    /// A file, by its place, is done.
    pub fn file_done(&self, file: usize) {
        let module = self.of_file.get(file).copied().flatten();
        if module.is_some_and(|module| self.left[module].fetch_sub(1, Ordering::Relaxed) == 1) {
            self.observer.module_done();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Modules, Observer};

    #[derive(Default)]
    struct Count(AtomicUsize);

    impl Observer for Count {
        fn parsing(&self, _: usize) {}
        fn checking(&self) {}
        fn planning(&self) {}
        fn rendering(&self, _: usize) {}
        fn module_done(&self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    #[test]
    fn a_module_is_done_with_the_last_of_its_files_in_any_order() {
        let count = Count::default();
        let modules = Modules::new(&count, "aa-ab-c".chars().map(|module| (module != '-').then_some(module)));
        assert_eq!(modules.len(), 3);
        let done: Vec<usize> = [4, 3, 1, 2, 0, 5, 6]
            .into_iter()
            .map(|file| {
                modules.file_done(file);
                count.0.load(Ordering::Relaxed)
            })
            .collect();
        assert_eq!(done, [1, 1, 1, 1, 2, 2, 3]);
    }
}
