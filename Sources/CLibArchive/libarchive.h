// The parts of libarchive that Gradus uses: reading archives. Nothing is ever extracted by it; Intake writes the files.
#include <archive.h>
#include <archive_entry.h>
