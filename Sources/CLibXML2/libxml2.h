// The parts of libxml2 that Gradus uses: the writer for reports; the parser and the schema validator for their tests.
#include <libxml/xmlversion.h>
// Debian's libxml2 pulls in the system's ICU, whose declarations contradict those of the ICU inside Foundation, so that no
// program could import both. Nothing here uses the converter structure that loses its two last fields by this.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>
