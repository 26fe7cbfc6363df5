/// The names of a batch's reports, without the extension: the submissions' own, if a file may be called that.
package enum ReportName {
  /// Returns a name for the report on each submission, in the order given. No two are alike, not even on a file system
  /// that takes capitals for small letters or one spelling of an accent for the other.
  ///
  /// - Parameter submissions: the bytes of the submissions' names, no two alike, sorted.
  package static func files(for submissions: [[UInt8]]) -> [String] {
    var names = submissions.map(file(for:))
    for group in meeting(names) {
      // All of them: a student could get the name that one keeps by handing in a file for it.
      for index in group { names[index] = digested(submissions[index]) }
    }
    // Two names with one digest can be made by design.
    // The bytes' order tells those apart, and nobody can choose this form.
    for group in meeting(names) {
      for (number, index) in group.enumerated() { names[index] += "%~\(number + 1)" }
    }
    return names
  }

  /// Returns the name by itself. A name that is not cut reads back: `%` is always followed by the two digits of a byte,
  /// and by `~` only if a digest stands for what was cut.
  static func file(for submission: [UInt8]) -> String {
    let units = units(of: submission)
    // A file's name holds 255 bytes.
    guard units.reduce(0, { $0 + $1.utf8.count }) > 200 else { return units.joined() }
    return digested(submission)
  }

  private static func digested(_ submission: [UInt8]) -> String {
    var beginning = ""
    for unit in units(of: submission) {
      guard beginning.utf8.count + unit.utf8.count <= 120 else { break }
      beginning += unit
    }
    return beginning + "%~" + submission.digest
  }

  /// Returns the text for each scalar; if the name is not UTF-8, for each byte.
  private static func units(of submission: [UInt8]) -> [String] {
    guard let text = String(validating: submission, as: UTF8.self) else {
      return submission.map { (0x20...0x7E).contains($0) && $0 != percent ? String(UnicodeScalar($0)) : escaped($0) }
    }
    var sight = Sight()
    let scalars = Array(text.unicodeScalars)
    return scalars.indices.map { index in
      let scalar = scalars[index]
      // A scalar that the terminal would not show as it is has no place in a file's name either.
      let isShown = sight.shows(scalar, before: index + 1 < scalars.count ? scalars[index + 1] : nil)
      return isShown && scalar != "/" && scalar != "%"
        ? String(scalar) : Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter).map(escaped).joined()
    }
  }

  private static let percent = UInt8(ascii: "%")

  private static func escaped(_ byte: UInt8) -> String { "%" + hexadecimal(UInt64(byte), digits: 2).uppercased() }

  private static func hexadecimal(_ number: UInt64, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  // MARK: File systems that take two names for one

  /// Returns the positions of names that some file system takes for one another, group by group in order.
  private static func meeting(_ names: [String]) -> [[Int]] {
    Dictionary(grouping: names.indices) { folded(names[$0]) }.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  /// Returns a name without what file systems overlook: case, and scalars that are ignored by default. Strings are
  /// compared by canonical equivalence, so the spelling of accents needs nothing here.
  static func folded(_ name: String) -> String {
    let kept = String(
      String.UnicodeScalarView(name.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }))
    // To and fro: ß and ẞ meet in ss, and the small sigmas in one.
    func mapped(_ text: String, _ mapping: (Unicode.Scalar.Properties) -> String) -> String {
      text.unicodeScalars.map { mapping($0.properties) }.joined()
    }
    return mapped(mapped(mapped(kept, \.lowercaseMapping), \.uppercaseMapping), \.lowercaseMapping)
  }
}
