"""The same for programs: everything the pages show, typed, paged, versioned."""
