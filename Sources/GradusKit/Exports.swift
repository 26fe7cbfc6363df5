@_exported public import Tensors

// Where an assignment allows Foundation, the C library's functions of numbers are the kit's: of two with one name neither would
// be meant.
#if GRADUS_FOUNDATION
  @_exported public import Glibc
#endif
