import Foundation
import TestSupport
import Testing

/// `gradus help environment` names every variable that is read, and no other.
@Suite struct EnvironmentTests {
  private func names(in text: String) -> [String] {
    text.split(separator: "\n").compactMap { $0.wholeMatch(of: /\s*([A-Z][A-Z_]+)/).map { String($0.output.1) } }
  }

  /// The names that the sources read: from the environment as a dictionary, or one by one in C's way.
  private func read() throws -> Set<String> {
    var found: Set<String> = []
    for folder in ["Sources", "templates"] {
      let root = Repository.root + "/" + folder
      for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
        guard [".swift", ".c", ".h"].contains(where: name.hasSuffix) else { continue }
        let text = try String(contentsOfFile: root + "/" + name, encoding: .utf8)
        for match in text.matches(of: /(?:nvironment|nvironment\.current)\["([A-Z_]+)"\](?! = )/) {
          found.insert(String(match.output.1))
        }
        for match in text.matches(of: /getenv\("([A-Z_]+)"\)/) { found.insert(String(match.output.1)) }
      }
    }
    return found
  }

  @Test func everyVariableIsNamed() throws {
    let help = try Gradus.run(["help", "environment"])
    let said = try Gradus.run(["environment"])
    #expect(help.code == 0 && said.code == 0)
    let read = try read()
    #expect(read.count > 8)
    #expect(Set(names(in: said.output)) == read)
    #expect(Set(names(in: help.output)).isSuperset(of: read), "\(help.output)")
  }
}
