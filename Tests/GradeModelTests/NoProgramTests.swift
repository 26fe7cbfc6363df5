import GradeModel
import Testing

/// Submissions without a program are grouped by the reason, whoever handed them in.
@Suite struct NoProgramTests {
  @Test(arguments: [
    ("bob_9_Adam.swift holds no Swift source.", "bob_9_Adam.swift", "The submission holds no Swift source."),
    ("/tmp/x/essay.txt is not a Swift file.", "essay.txt", "The submission is not a Swift file."),
    ("ann/part.swift is not UTF-8 text.", "ann", "part.swift is not UTF-8 text."),
    ("The submission does not compile.", "s", "The submission does not compile."),
    ("Adam.swift is empty.", "ann", "Adam.swift is empty."),
  ]) func theNameIsNoReason(message: String, name: String, sentence: String) {
    let found = NoProgram(message, of: name)
    #expect(found.sentence == sentence)
    #expect(found.mistake.wholeMatch(of: #/notBuilt [0-9a-f]{4}/#) != nil, "\(found.mistake)")
  }

  @Test func twoReasonsAreTwoMistakes() {
    let names = ["The submission does not compile.", "Adam.swift is empty.", "x holds no Swift source."].map {
      NoProgram($0, of: "x").mistake
    }
    #expect(Set(names).count == 3)
    #expect(NoProgram("y holds no Swift source.", of: "y").mistake == names[2])
  }
}
