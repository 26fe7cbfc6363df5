/// The part of a submission that is compiled, as far as is known: it shrinks or grows while it does not compile.
struct Program {
  let type: String
  let kitProtocol: String
  private(set) var files: [Submission.File]
  var entry: Entry
  private var demos: [Submission.File]
  private let others: [String]
  /// The lines of the statements and tests that were taken out, by file.
  private var statements: [[UInt8]: ClosedRange<Int>] = [:]

  init(_ submission: Submission, type: String, conformingTo kitProtocol: String, asking asked: AskedProperties) {
    (self.type, self.kitProtocol) = (type, kitProtocol)
    let modules = Set((submission.files + submission.demos).flatMap { $0.path.pathComponents.dropLast() })
      .subtracting(["GradusKit"])
    files = submission.files.map { $0.asOneModule(of: modules) }
    demos = submission.demos.map { $0.asOneModule(of: modules) }
    others = submission.others
    for (index, file) in files.enumerated() {
      guard let tests = TestCode(file.bytes, besides: type) else { continue }
      statements[Array(file.path.utf8)] = tests.lines
      files[index] = Submission.File(path: file.path, bytes: tests.rest)
    }
    entry = Entry(type: type, conformingTo: kitProtocol, asking: asked, of: files.map { Tokens($0.bytes) })
  }

  /// A program that is known to be right: if it does not compile either, the fault is ours.
  static let known = Program(
    files: [
      Submission.File(
        path: "Known.swift",
        bytes: Array(
          """
          import GradusKit
          struct Known: Optimizer {
            @Setting var learningRate = 0.1
            mutating func step(_ weights: inout Parameters, gradients: Parameters) { weights -= learningRate * gradients }
          }

          """.utf8))
    ], type: "Known", conformingTo: "Optimizer")

  init(files: [Submission.File], type: String, conformingTo kitProtocol: String) {
    (self.type, self.kitProtocol, self.files) = (type, kitProtocol, files)
    (demos, others) = ([], [])
    entry = Entry(type: type, conformingTo: kitProtocol, asking: AskedProperties(), of: files.map { Tokens($0.bytes) })
  }

  /// The parts that are not compiled, sorted.
  var leftAside: [String] {
    let taken = statements.map { path, lines in
      "\(String(decoding: path, as: UTF8.self)):\(lines.lowerBound)" + (lines.count > 1 ? "–\(lines.upperBound)" : "")
    }
    return (demos.map(\.path) + others + taken).sorted()
  }

  /// Takes the demos in; false if there are none any more.
  mutating func addDemos() -> Bool {
    guard !demos.isEmpty else { return false }
    files = (files + demos).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    demos = []
    return true
  }

  /// The program with blanks in place of `#if` and its like: then what stands between them stands outside.
  var withoutConditions: Program {
    var other = self
    other.files = files.map(\.withoutConditions)
    return other
  }

  /// Takes statements out of a file.
  mutating func takeOut(_ code: TopLevelCode, at index: Int) {
    let path = Array(files[index].path.utf8)
    let before = statements[path] ?? code.lines
    statements[path] =
      min(before.lowerBound, code.lines.lowerBound)...max(before.upperBound, code.lines.upperBound)
    files[index] = Submission.File(path: files[index].path, bytes: code.rest)
  }
}

extension Submission.File {
  /// The file with blanks in place of the lines that begin or end a condition of compilation.
  fileprivate var withoutConditions: Submission.File {
    var rest = bytes
    let tokens = Tokens(bytes).all
    for (mark, word) in zip(tokens, tokens.dropFirst())
    where mark.text == "#" && ["if", "elseif", "else", "endif"].contains(word.text) {
      rest.blankLine(from: mark.start)
    }
    return Submission.File(path: path, bytes: rest)
  }

  /// The file with blanks in place of `@main`, since nothing of a submission runs but its type, of imports of the package's own
  /// modules, since all files are one, and of a first line that is for a shell.
  ///
  /// - Parameter modules: the names of the submission's folders.
  fileprivate func asOneModule(of modules: Set<String>) -> Submission.File {
    var rest = bytes
    // A library has no line for a shell.
    if rest.starts(with: "#!".utf8) { rest.blankLine(from: 0) }
    let tokens = Tokens(rest).all
    for (mark, word) in zip(tokens, tokens.dropFirst())
    where mark.text == "@" && word.text == "main" || mark.text == "import" && modules.contains(word.text) {
      for place in mark.start..<word.start + word.text.utf8.count where rest[place] > 32 { rest[place] = 32 }
    }
    return Submission.File(path: path, bytes: rest)
  }
}

extension [UInt8] {
  /// Puts blanks in place of the rest of a line.
  fileprivate mutating func blankLine(from start: Int) {
    for place in self[start...].indices.prefix(while: { ![10, 13].contains(self[$0]) }) { self[place] = 32 }
  }
}
