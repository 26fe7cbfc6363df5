// The parts of libxml2 that Gradus uses: the writer for reports; the parser and the schema validator for their tests.
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>
