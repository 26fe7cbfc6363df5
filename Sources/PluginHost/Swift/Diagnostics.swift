/// The words that the frontend printed, read for those that a student should be told.
///
/// A source can have it print anything, so that nothing in it can lay the blame on us: it decides which words a student is
/// shown, and if the submission's own lines are named.
struct Diagnostics {
  /// One message with its place.
  struct Message {
    let file: String
    let line: Int
    let column: Int
    let isError: Bool
    let text: String
  }

  /// All of it for the student: own paths only, cut at the limit, and without notes on declarations of other modules, whose source
  /// is not at hand.
  let text: String
  /// The errors and warnings found in it.
  let messages: [Message]
  /// The errors in the entry file, which the student never wrote.
  let entryErrors: [Message]
  /// True if two files of one name were handed in: the one mistake of a student's that has no line.
  private let hasNamesakes: Bool
  private let files: [String]

  init(_ bytes: [UInt8], entry: String, files: [String], limit: Int, hiding paths: HostPaths) {
    var kept: [Substring] = []
    var messages: [Message] = []
    var entryErrors: [Message] = []
    // Source lines and carets that follow a message belong to it.
    var isLeftOut = false
    for line in Self.lines(bytes) {
      if let message = Self.message(in: line) {
        let isEntry = message.file.isSame(as: entry)
        isLeftOut = isEntry || !message.isError && !message.file.ends(with: ".swift")
        // The kit's source is not at hand, and what a protocol asks for says all.
        if isLeftOut, !isEntry, message.text.begins(with: "protocol requires ") {
          kept.append(Substring("note: " + message.text))
        }
        if !isEntry {
          messages.append(message)
        } else if message.isError {
          entryErrors.append(message)
        }
      } else if line.begins(with: "<unknown>:0: warning:") {
        // About the compiler's surroundings, such as the C headers that it is not given.
        isLeftOut = false
        continue
      } else if line.begins(with: "<unknown>:") {
        isLeftOut = false
      }
      if !isLeftOut { kept.append(line.begins(with: "./") ? Substring(line.utf8.dropFirst(2)) : line) }
    }
    self.messages = messages
    self.entryErrors = entryErrors
    self.files = files
    hasNamesakes = kept.contains { $0.begins(with: "<unknown>:0: error: filename \"") }
    var whole = kept.joined(separator: "\n")
    while whole.hasSuffix("\n") { whole.removeLast() }
    text = Text.shown(Array(paths.hidden(in: whole).utf8), limit: limit)
  }

  /// True if errors name lines that were handed in, or lines of the entry file.
  var hasErrors: Bool {
    messages.contains { $0.isError && isHandedIn($0.file) } || !entryErrors.isEmpty || hasNamesakes
  }

  /// True if there are errors that are not in the entry file.
  var hasOwnErrors: Bool { messages.contains(where: \.isError) }

  /// True if an error stands where a file imports one of some modules.
  func hasErrors(atImportsOf modules: Set<String>, in files: [Submission.File]) -> Bool {
    files.contains { file in
      let lines = Set(messages.filter { $0.isError && $0.file.isSame(as: file.path) }.map(\.line))
      return !lines.isEmpty
        && Imports.list(in: file).contains { modules.contains($0.module) && lines.contains($0.line) }
    }
  }

  /// The statements outside of any type and function in a file.
  func topLevelStatements(in file: String) -> [(line: Int, column: Int)] {
    messages.filter { $0.isError && $0.text.ends(with: "are not allowed at the top level") && $0.file.isSame(as: file) }
      .map { ($0.line, $0.column) }
  }

  /// The failure that these diagnostics amount to.
  ///
  /// - Parameters:
  ///   - makingLine: the entry file's line that makes an instance of the type.
  ///   - sources: the submission's files, in which the type may have another name.
  func error(
    type: String, conformingTo kitProtocol: String, makingLine: Int? = nil, in sources: [Submission.File] = []
  ) -> CompileError {
    let errors = messages.filter(\.isError)
    for error in errors where isHandedIn(error.file) {
      guard let module = Self.quoted(in: error.text, after: "no such module ") else { continue }
      return .forbiddenImport(module: module, file: error.file, line: error.line)
    }
    // The student's own errors come first: what is wrong in the entry file often follows from them.
    guard errors.isEmpty else { return .diagnostics(text) }
    let words = entryErrors.map(\.text)
    if let first = words.first, entryErrors.allSatisfy({ $0.line == makingLine }) {
      return .cannotBeMade(type: type, words: first)
    }
    func say(_ texts: String...) -> Bool { words.contains { error in texts.contains(where: error.contains) } }
    if say("inaccessible") { return .inaccessible(type: type) }
    if say("conform", "cannot convert value") { return .doesNotConform(type: type, to: kitProtocol) }
    if say("cannot find '\(type)'", "cannot find type '\(type)'", "no type named '\(type)'") {
      return .missingType(type, instead: Self.type(conformingTo: kitProtocol, in: sources))
    }
    return .diagnostics(([text] + words).filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  /// Returns the only type that says that it conforms to a protocol: `AdamOptimizer`.
  private static func type(conformingTo kitProtocol: String, in sources: [Submission.File]) -> String? {
    let names = sources.flatMap { file in
      let tokens = Tokens(file.bytes).all
      return tokens.indices.compactMap { index -> String? in
        guard ["struct", "class"].contains(tokens[index].text), tokens.indices.contains(index + 2) else { return nil }
        let heading = tokens[(index + 2)...].prefix { $0.text != "{" }
        return heading.first?.text == ":" && heading.contains { $0.text == kitProtocol } ? tokens[index + 1].text : nil
      }
    }
    return names.count == 1 ? names[0] : nil
  }

  private func isHandedIn(_ file: String) -> Bool { files.contains { $0.isSame(as: file) } }

  /// Reads `path:line:column: error: text`.
  private static func message(in line: Substring) -> Message? {
    for (mark, isError) in [(": error: ", true), (": warning: ", false), (": note: ", false)] {
      guard let range = line.firstRange(of: mark) else { continue }
      let place = line[..<range.lowerBound].utf8.split(separator: UInt8(ascii: ":")).map { Substring($0) }
      guard place.count >= 3, let number = Int32(place[place.count - 2]), let column = Int32(place[place.count - 1]),
        // A line of a source can look like a message, and have any numbers.
        number >= 0, column >= 0
      else { continue }
      let path = place.dropLast(2).joined(separator: ":")
      return Message(
        file: path.begins(with: "./") ? String(Substring(path.utf8.dropFirst(2))) : path, line: Int(number),
        column: Int(column),
        isError: isError, text: String(line[range.upperBound...]))
    }
    return nil
  }

  private static func quoted(in text: String, after words: String) -> String? {
    guard let start = text.firstRange(of: words + "'") else { return nil }
    let rest = text[start.upperBound...]
    return rest.firstIndex(of: "'").map { String(rest[..<$0]) }
  }

  private static func lines(_ bytes: [UInt8]) -> [Substring] {
    bytes.split(separator: 10, omittingEmptySubsequences: false).map { Substring(decoding: $0, as: UTF8.self) }
  }

  /// The first complaint of the linker without its paths.
  static func linkerWords(_ bytes: [UInt8], limit: Int) -> String {
    let lines = lines(Array(bytes.prefix(limit))).filter { !$0.isEmpty }
    let first = lines.first { $0.contains("error: ") } ?? lines.first ?? ""
    return first.firstRange(of: "error: ").map { String(first[$0.upperBound...]) } ?? String(first)
  }
}
