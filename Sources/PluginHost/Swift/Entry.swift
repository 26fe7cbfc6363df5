/// The names of properties that an assignment asks for.
package struct AskedProperties: Sendable, Equatable {
  /// Quantities, which are read.
  package var read: [String]
  /// Settings and inputs, which are written.
  package var written: [String]

  /// - Parameters: names may be given more than once; each is asked for once, as a quantity that came twice is refused.
  package init(read: [String] = [], written: [String] = []) {
    func once(_ names: [String]) -> [String] {
      var seen: Set<String> = []
      return names.filter { seen.insert($0).inserted }
    }
    (self.read, self.written) = (once(read), once(written))
  }
}

/// The file that is added to a submission. It registers the type with the kit, and names the properties that cannot be found by
/// their memory: computed and lazy ones, those of a wrapper, and those with observers.
///
/// With `::` it means our modules, whatever the submission declares under the same names. Its import is `public`, which agrees
/// with any other import of the kit, bare or `internal`.
struct Entry {
  private let type: String
  private let kitProtocol: String
  private var asked: AskedProperties

  /// An entry that names as few properties as it can: each costs time to compile.
  init(type: String, conformingTo kitProtocol: String, asking asked: AskedProperties, of sources: [Tokens]) {
    (self.type, self.kitProtocol) = (type, kitProtocol)
    let hasObservers = sources.contains { $0.all.contains { ["didSet", "willSet"].contains($0.text) } }
    func isNamed(_ name: String) -> Bool {
      let places = sources.flatMap { $0.declarations(of: name) }
      return places.isEmpty || places.contains(.other)
    }
    self.asked = AskedProperties(
      read: asked.read.filter(Self.isIdentifier).filter(isNamed),
      written: asked.written.filter(Self.isIdentifier).filter { hasObservers || isNamed($0) })
  }

  /// Leaves out the properties that the compiler finds fault with, which is the student's right; false if there are none.
  mutating func leaveOut(lines: [Int]) -> Bool {
    let before = asked
    let faults = Set(lines.compactMap { lineNames[$0] })
    asked.read.removeAll(where: faults.contains)
    asked.written.removeAll(where: faults.contains)
    return asked != before
  }

  var text: String { lines.map { $0.text + "\n" }.joined() }

  /// The number of the line that makes an instance. Any initializer serves that needs no argument.
  var makingLine: Int? { lines.firstIndex { $0.text == making }.map { $0 + 1 } }

  private var making: String { "  let fresh: () -> \(type) = { \(type)() }" }

  private var lineNames: [Int: String] {
    Dictionary(
      uniqueKeysWithValues: lines.enumerated().compactMap { line in line.element.name.map { (line.offset + 1, $0) } })
  }

  /// Names that the type does not have, or keeps private, are found in an extension that only this file sees.
  private var lines: [(text: String, name: String?)] {
    var lines: [(text: String, name: String?)] = [("public import GradusKit", nil)]
    let names = Set(asked.read + asked.written).sorted()
    if !names.isEmpty {
      lines.append(("fileprivate extension GradusKit::\(kitProtocol) {", nil))
      lines += names.map { ("  var `\($0)`: GradusKit::_Missing { get { .init() } nonmutating set {} }", nil) }
      lines.append(("}", nil))
    }
    lines.append(("@c(gradus_entry) public func gradus_entry() -> Swift::UnsafeRawPointer {", nil))
    lines.append(("  \(names.isEmpty ? "let" : "var") all = GradusKit::_Properties<\(type)>()", nil))
    lines += asked.read.map { ("  all.read(\"\($0)\") { $0.`\($0)` }", $0) }
    lines += asked.written.map { ("  all.write(\"\($0)\") { $1.write(to: &$0.`\($0)`) }", $0) }
    lines.append((making, nil))
    lines.append(("  return GradusKit::_Gradus.\(kitProtocol.lowercased())(fresh, all)", nil))
    lines.append(("}", nil))
    return lines
  }

  /// A name comes from an assignment, and may be a recipe's own.
  private static func isIdentifier(_ name: String) -> Bool {
    name.first.map { $0.isLetter || $0 == "_" } ?? false
      && name.allSatisfy { ($0.isLetter || $0.isNumber || $0 == "_") && $0 != "`" }
  }
}

extension Tokens {
  /// A way to declare a property.
  enum Declaration { case stored, other }

  /// The declarations of a name: stored ones without a wrapper, and others. One that stands behind a comma counts as stored,
  /// though it may be a parameter; it is only looked at if no other is there.
  func declarations(of name: String) -> [Declaration] {
    let places = all.indices.filter { all[$0].text == name && $0 > 0 }
    let own = places.filter { ["var", "let"].contains(all[$0 - 1].text) }
    guard own.isEmpty else { return own.map { isStored(at: $0) ? .stored : .other } }
    let listed = places.filter {
      all[$0 - 1].text == "," && $0 + 1 < all.count && [":", "="].contains(all[$0 + 1].text)
    }
    return listed.map { _ in .stored }
  }

  private func isStored(at place: Int) -> Bool {
    let modifiers: Set = [
      "private", "fileprivate", "internal", "public", "package", "open", "final", "static", "nonisolated", "override",
      "(",
      "set", ")",
    ]
    var before = place - 2
    while before >= 0, modifiers.contains(all[before].text) { before -= 1 }
    let passed = all[(before + 1)..<place].map(\.text)
    // An attribute that ends in a parenthesis may be a wrapper with arguments.
    if before >= 0, all[before].text == "lazy" || passed.contains(")") && !passed.contains("set") { return false }
    if before > 0, all[before - 1].text == "@" { return all[before].text == "Setting" }
    // A computed property has a brace behind its type.
    var after = place + 1
    guard after < all.count, all[after].text == ":" else { return true }
    var depth = 0
    while after < all.count {
      switch all[after].text {
      case "{": return false
      case "=", ";", "}", "@", "var", "let", "func", "mutating", "init", "private", "public", "static", "struct":
        return true
      case "[", "(", "<": depth += 1
      case "]", ")", ">": depth -= 1
      case "," where depth == 0: return true
      default: break
      }
      after += 1
    }
    return true
  }
}
