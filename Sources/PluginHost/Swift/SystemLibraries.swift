/// The C library as a plugin is linked with it.
///
/// A submission without imports needs memory and elementary functions. It is linked with stubs that hold these names only,
/// so that `@_silgen_name("system")` is an undefined symbol. At run time the worker's own libraries answer.
enum SystemLibraries {
  /// Returns the libraries that the worker has loaded by the time it loads a plugin.
  static func of(
    _ installation: Installation, recalling answers: KeptAnswers? = nil
  ) async throws(HostError) -> [String] {
    try await SharedLibraries.of(installation.worker, recalling: answers).filter { path in
      ["libc.", "libm.", "libgcc_s.", "ld-"].contains { Files.name(of: path).hasPrefix($0) }
    }
  }

  /// Returns the symbols of a library that a submission may link with; nil for a library that is linked as it is.
  static func symbols(of library: String) -> [String]? {
    let name = Files.name(of: library)
    if name.hasPrefix("libc.") { return memory }
    if name.hasPrefix("libm.") { return mathematics.flatMap { [$0, $0 + "f", $0 + "l"] } }
    if name.hasPrefix("ld-") { return ["__tls_get_addr", "__stack_chk_guard"] }
    // Unwinding and arithmetic on wide integers, nothing else.
    return nil
  }

  /// Functions that the compiler itself inserts calls to.
  private static let memory = [
    "memcpy", "memmove", "memset", "memcmp", "bcmp", "strlen", "malloc", "calloc", "realloc", "free",
    "malloc_usable_size", "aligned_alloc", "posix_memalign", "__stack_chk_fail", "abort",
  ]

  /// Each of them for `Double`, for `Float` with an `f`, and for `Float80` with an `l`.
  private static let mathematics = [
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "copysign", "cos", "cosh", "erf",
    "erfc",
    "exp", "exp10", "exp2", "expm1", "fabs", "fdim", "floor", "fma", "fmax", "fmin", "fmod", "frexp", "hypot", "ilogb",
    "ldexp", "lgamma", "log", "log10", "log1p", "log2", "logb", "lrint", "lround", "llrint", "llround", "modf",
    "nearbyint", "nextafter", "pow", "remainder", "rint", "round", "roundeven", "scalbn", "sin", "sincos", "sinh",
    "sqrt", "tan", "tanh", "tgamma", "trunc",
  ]

  /// Returns a source that defines the symbols, as functions that nobody calls.
  static func stubSource(_ symbols: [String]) -> String {
    symbols.enumerated().map { "@c(\($1)) public func symbol\($0)() {}\n" }.joined()
  }
}
