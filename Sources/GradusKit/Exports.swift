@_exported public import Tensors

// The C library's numeric functions are exported for an assignment that allows Foundation: two functions with one name would
// be ambiguous.
#if GRADUS_FOUNDATION
  @_exported public import Glibc
#endif
