import Foundation
import TestSupport
import Testing

/// The forms of the reports of a batch.
@Suite struct ReportFormsTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    for (name, sample) in [("ada", "Solution/ExponentialDecay"), ("bob", "Mistakes/grows")] {
      let path = "\(Repository.root)/assignments/30-exponentialDecay/\(sample).swift"
      _ = try scratch.write(try String(contentsOfFile: path, encoding: .utf8), to: "class/\(name).swift")
    }
    _ = try scratch.write("an essay", to: "class/cy.txt")
  }

  private func run(_ words: String) throws -> Gradus.Outcome {
    try Gradus.run(
      words.split(separator: " ").map { String($0).replacing("@", with: scratch.path) },
      environment: ["SOURCE_DATE_EPOCH": "1700000000"])
  }

  private func batch(_ output: String, _ options: String = "") throws -> Gradus.Outcome {
    try run("batch @/class --assignment 30-exponentialDecay --output @/\(output) \(options)")
  }

  /// What is missing is added without any grading, and has the bytes of a batch that has asked for all at once.
  @Test func formsAreAddedToWhatIsGraded() throws {
    #expect(try batch("out").code == 0)
    #expect(
      try scratch.exports(of: "out").keys.sorted() == ["ada.swift.xml", "bob.swift.xml", "cy.txt.xml", "summary.csv"])
    let added = try batch("out", "--formats text,json")
    #expect(added.code == 0 && added.output.contains("3 unchanged since they were graded"), "\(added.output)")
    let files = try scratch.exports(of: "out")
    #expect(files.count == 10)
    let text = String(decoding: try #require(files["bob.swift.txt"]), as: UTF8.self)
    let shown = try run("check @/class/bob.swift --assignment 30-exponentialDecay")
    // The command in it has the names of the student's own machine.
    #expect(text.split(separator: "\n").first == shown.output.split(separator: "\n").first, "\(text)")
    #expect(text.contains("--assignment 30-exponentialDecay --case ") && !text.contains(scratch.path))
    let document = try JSONSerialization.jsonObject(with: try #require(files["cy.txt.json"])) as? [String: Any]
    #expect((document?["obstacle"] as? [String: Any])?["outcome"] as? String == "notBuilt")
    #expect(try batch("fresh", "--formats json,text --jobs 1").code == 0)
    #expect(try scratch.exports(of: "fresh") == files)
    // A form is kept up to date by whoever does not ask for it again.
    #expect(try batch("out").code == 0)
    #expect(try run("adjust @/out bob.swift --points +5 --reason oral --author T").code == 0)
    for name in ["bob.swift.xml", "bob.swift.txt", "bob.swift.json"] {
      let now = try scratch.exports(of: "out")[name]
      #expect(now != files[name] && now?.firstRange(of: Data("oral".utf8)) != nil, "\(name)")
    }
  }

  @Test func nothingElseIsTakenForAReportOfOurs() throws {
    #expect(try batch("out", "--formats text").code == 0)
    for text in ["notes of mine\n", "Gradus is fine\n"] {
      _ = try scratch.write(text, to: "out/notes.txt")
      let refused = try batch("out")
      #expect(refused.code == 64 && refused.errors.contains("notes.txt"), "\(refused.errors)")
    }
  }

  @Test(arguments: ["pdf", "html,", "", "html text"]) func otherWordsAreNoForms(_ forms: String) throws {
    let refused = try Gradus.run(
      ["batch", scratch.path + "/class", "--assignment", "adam", "--output", scratch.path + "/out", "--formats", forms])
    #expect(refused.code == 64 && refused.errors.contains("--formats"), "\(refused.errors)")
  }
}
