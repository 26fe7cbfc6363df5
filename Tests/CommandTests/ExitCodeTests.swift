import Foundation
import TestSupport
import Testing

@testable import gradus

/// The exit codes, said alike wherever they are listed.
@Suite struct ExitCodeTests {
  @Test(arguments: ["README.md", "docs/Gradus.docc/Outcomes.md"]) func aPageHasTheWordsOfTheHelp(_ page: String) throws
  {
    let text = try String(contentsOfFile: "\(Repository.root)/\(page)", encoding: .utf8)
    let rows = text.split(separator: "\n").compactMap { $0.wholeMatch(of: #/\| (\d+) \| (.*) \|/#)?.output }
    #expect(rows.map { "\($0.1) \($0.2)" } == Wording.exitCodes.map { "\($0.code) \($0.meaning)" })
  }
}
