/// The path of a student's file, as a service knows it.
enum CheckoutPath {
  /// Returns the path from the checkout on.
  ///
  /// - Parameter folder: the submission's folder as the checkout has it, empty for the checkout itself.
  static func of(_ file: String, in folder: String) -> String {
    let file = JUnit.token(file)
    return folder.isEmpty || folder == "." ? file : "\(folder)/\(file)"
  }

  /// Returns a path as a relative reference of a URI (RFC 3986).
  static func encoded(_ path: String) -> String {
    path.utf8.map { byte in
      let isPlain =
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "/-._~".utf8.contains(byte)
      if isPlain { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" + digits : digits)
    }.joined()
  }
}
