@_exported public import Tensors

// If an assignment allows Foundation, the kit exports the C library's numeric functions: two functions with one name
// would be ambiguous.
#if GRADUS_FOUNDATION
  @_exported public import Glibc
#endif
