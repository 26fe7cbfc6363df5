import GradeModel
import PluginHost
import Reporting

extension Obstacle {
  init(_ error: CompileError, files: [String]) {
    switch error {
    case .diagnostics(let text):
      self.init(
        outcome: .notBuilt, message: Wording.doesNotCompile, details: text, place: Place(firstIn: text, among: files))
    case .forbiddenImport(_, let file, let line):
      self.init(outcome: .notBuilt, message: error.description, place: Place(file: file, line: line))
    case .host: self.init(outcome: .graderError, message: error.description)
    default: self.init(outcome: .notBuilt, message: error.description)
    }
  }
}

extension CompileError {
  var isOurs: Bool {
    if case .host = self { true } else { false }
  }
}

extension Place {
  /// The place of the first error in a compiler's messages, `Adam.swift:12:5: error: …`. A source can have the compiler name any
  /// place: only files that were handed in count.
  fileprivate init?(firstIn diagnostics: String, among files: [String]) {
    for line in diagnostics.split(separator: "\n") where line.contains(" error: ") {
      let parts = line.split(separator: ":", maxSplits: 3)
      guard parts.count == 4, let number = Int(parts[1]), number > 0,
        let file = files.first(where: { $0.utf8.elementsEqual(parts[0].utf8) })
      else { continue }
      self.init(file: file, line: number)
      return
    }
    return nil
  }
}
