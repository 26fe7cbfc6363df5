import Foundation
import TestSupport
import Testing

/// A gradebook after the day of grading: regrading, replaying, the class at a glance.
@Suite(.serialized) struct RegradeTests {
  /// An installation whose assignment can be edited.
  private final class Course {
    let scratch: Scratch
    private let manifest: String

    init() throws {
      scratch = try Scratch()
      let samples = Repository.root + "/assignments/10-adam/"
      let text = try String(contentsOfFile: samples + "assignment.yaml", encoding: .utf8)
      manifest = text.components(separatedBy: "\nsamples:")[0]
      for (name, target) in [("kit", "/Sources"), ("templates", "/templates"), ("references", "/references")] {
        let folder = scratch.path + "/home/share/gradus/"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
          atPath: folder + name, withDestinationPath: Repository.root + target)
      }
      try edit { $0 }
      for (name, sample) in [("ada.swift", "Solution/Adam.swift"), ("bob.swift", "Mistakes/betasSwapped.swift")] {
        _ = try scratch.write(try String(contentsOfFile: samples + sample, encoding: .utf8), to: "class/" + name)
      }
      _ = try scratch.write("an essay", to: "class/carol.txt")
    }

    func edit(_ change: (String) -> String) throws {
      let text = change(manifest)
      _ = try scratch.write(text, to: "home/share/gradus/assignments/10-adam/assignment.yaml")
    }

    func run(_ words: [String], _ environment: [String: String] = [:]) throws -> Gradus.Outcome {
      try Gradus.run(
        words.map { $0.replacing("@", with: scratch.path) },
        environment: ["GRADUS_HOME": scratch.path + "/home", "SOURCE_DATE_EPOCH": "1700000000"]
          .merging(environment) { $1 })
    }

    func batch(_ options: [String] = []) throws -> Gradus.Outcome {
      try run(["batch", "@/class", "--assignment", "10-adam", "--output", "@/out"] + options)
    }

    /// The points of `bob.swift` in the table.
    func bob() throws -> String? {
      let table = try String(contentsOfFile: scratch.path + "/out/summary.csv", encoding: .utf8)
      return table.split(separator: "\r\n").first { $0.hasPrefix("bob.swift,") }?.split(separator: ",")[1]
        .description
    }
  }

  /// A course elsewhere: its folder is remembered.
  @Test func aBatchOfAnotherCourseIsGoneOnWith() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(atPath: scratch.path + "/course", withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: Repository.root + "/assignments/30-exponentialDecay", toPath: scratch.path + "/course/77-own")
    let sample = scratch.path + "/course/77-own/Mistakes/grows.swift"
    _ = try scratch.write(try String(contentsOfFile: sample, encoding: .utf8), to: "class/ada.swift")
    func run(_ words: [String]) throws -> Gradus.Outcome {
      try Gradus.run(words, environment: ["SOURCE_DATE_EPOCH": "1700000000"], in: scratch.path)
    }
    let batch = try run(["batch", "class", "--assignment", "course/77-own", "--output", "out"])
    #expect(batch.code == 0, "\(batch.output)\(batch.errors)")
    let same = try run(["regrade", "out"])
    #expect(same.output.hasPrefix("Nothing has changed since these were graded"), "\(same.output)\(same.errors)")
    let replayed = try run(["replay", "out", "ada.swift"])
    #expect(replayed.code == 0, "\(replayed.output)\(replayed.errors)")
    #expect(try run(["replay", "out", "ada.swift", "--write", "record"]).code == 0)
    #expect(try run(["replay", "record"]).errors.contains("there is no assignment '77-own'"))
    #expect(try run(["replay", "record", "--assignment", "course/77-own"]).code == 0)
  }

  @Test func nothingMovesBeforeSomebodySaysSo() throws {
    let course = try Course()
    #expect(try course.batch().code == 0)
    #expect(try course.bob() == "30.000")
    let same = try course.run(["regrade", "@/out"])
    #expect(same.output.hasPrefix("Nothing has changed since these were graded: none of 3 grades can move."))

    // Words alone.
    try course.edit { $0.replacing(#/title: .*/#, with: "title: Another title", maxReplacements: 1) }
    let words = try course.run(["regrade", "@/out"])
    #expect(
      words.output.hasPrefix("Only this has changed: the words of the assignment: none of 3 grades can move."),
      "\(words.output)\(words.errors)")

    // The weights are right, and worth less now.
    func lower(_ text: String) -> String {
      text.replacing("weights: 30", with: "weights: 20").replacing("m: 20", with: "m: 30", maxReplacements: 1)
    }
    try course.edit(lower)
    let before = try course.scratch.exports(of: "out")
    let shown = try course.run(["regrade", "@/out"])
    #expect(shown.output.contains("Changed since these were graded: the assignment."), "\(shown.output)\(shown.errors)")
    #expect(shown.output.contains("bob.swift: 30 → 20 (−10): usual/weights 15 → 10"), "\(shown.output)")
    #expect(shown.output.contains("1 of 3 would move: 0 up, 1 down, "), "\(shown.output)")
    #expect(try course.scratch.exports(of: "out") == before)
    let kept = try course.run(["regrade", "@/out", "--apply"])
    #expect(kept.code == 0 && kept.output.contains("1 would fall or be withheld, and stays as it is"), "\(kept.output)")
    #expect(try course.bob() == "30.000")
    _ = try course.run(["regrade", "@/out", "--apply", "--allow-lower", "--only", "ada.swift"])
    #expect(try course.bob() == "30.000")
    _ = try course.run(["regrade", "@/out", "--apply", "--allow-lower"])
    #expect(try course.bob() == "20.000")

    // A grade may rise without anybody's leave.
    try course.edit { $0 }
    #expect(try course.run(["regrade", "@/out", "--apply"]).output.contains("bob.swift: 20 → 30 (+10)"))
    #expect(try course.bob() == "30.000")
  }

  /// A full disk between the gradebook and the reports: the same command again writes what is missing.
  @Test func aRegradingIsGoneOnWith() async throws {
    let course = try Course()
    #expect(try course.batch().code == 0)
    try course.edit {
      $0.replacing("weights: 30", with: "weights: 20").replacing("m: 20", with: "m: 30", maxReplacements: 1)
    }
    let words = ["regrade", "@/out", "--apply", "--allow-lower"]
    let full = Faults.environment(try await Faults.library(in: course.scratch), "renameat", ENOSPC, first: 1, count: 1)
    let failed = try course.run(words, full)
    #expect(failed.code != 0, "\(failed.output)\(failed.errors)")
    #expect(try course.run(words).code == 0)
    #expect(try course.bob() == "20.000")
    let report = try String(contentsOfFile: course.scratch.path + "/out/bob.swift.xml", encoding: .utf8)
    #expect(report.contains("name=\"gradus.points\" value=\"20.000\""), "\(report)")
  }

  /// A batch after a change has the rule of a regrading: work that is unchanged loses nothing unasked.
  @Test func aBatchLowersNothingUnasked() throws {
    let course = try Course()
    #expect(try course.batch().code == 0)
    let before = try course.scratch.exports(of: "out")
    try course.edit {
      $0.replacing("weights: 30", with: "weights: 20").replacing("m: 20", with: "m: 30", maxReplacements: 1)
    }
    for _ in 0..<2 {
      let held = try course.batch()
      #expect(held.code == 0 && held.errors.contains("1 grade of unchanged work that would fall"), "\(held.errors)")
      #expect(held.errors.contains("  bob.swift: 30 → 20 (−10): usual/weights 15 → 10"), "\(held.errors)")
      #expect(try course.bob() == "30.000")
    }
    #expect(try course.scratch.exports(of: "out")["bob.swift.xml"] == before["bob.swift.xml"])
    let allowed = try course.batch(["--allow-lower"])
    #expect(
      allowed.errors.contains("and with them 1 grade of unchanged work:\n  bob.swift: 30 → 20"), "\(allowed.errors)")
    #expect(try course.bob() == "20.000")
    // Up without leave; and other work is graded as it is.
    try course.edit { $0 }
    #expect(try course.batch().errors.contains("bob.swift: 20 → 30 (+10)"))
    #expect(try course.bob() == "30.000")
    let wrong = Repository.root + "/assignments/10-adam/Mistakes/doesNotCompile.swift"
    _ = try course.scratch.write(try String(contentsOfFile: wrong, encoding: .utf8), to: "class/bob.swift")
    #expect(!(try course.batch().errors.contains("unchanged work")))
    #expect(try course.bob() == "0.000")
  }

  @Test func aReplayNamesTheInputThatDiffers() throws {
    let course = try Course()
    #expect(try course.batch().code == 0)
    let same = try course.run(["replay", "@/out", "bob.swift"])
    #expect(
      same.code == 0 && same.output.hasPrefix("The report is the same, byte for byte"), "\(same.output)\(same.errors)")
    #expect(try course.run(["replay", "@/out", "bob.swift", "--write", "@/record.json"]).code == 0)
    try course.edit {
      $0.replacing("weights: 30", with: "weights: 20").replacing("m: 20", with: "m: 30", maxReplacements: 1)
    }
    let other = try course.run(["replay", "@/record.json"])
    #expect(
      other.code == 1 && other.output.contains("Not the same as then: the assignment."),
      "\(other.output)\(other.errors)")
    #expect(other.output.contains("Checks that differ: usual/m"), "\(other.output)")
    let text = try course.scratch.write("{}", to: "none.json")
    #expect(try course.run(["replay", text]).code == 64)
  }

  @Test func oneCommentReachesAllWhoMakeTheMistake() throws {
    let course = try Course()
    #expect(try course.batch().code == 0)
    let shown = try course.run(["class", "@/out"])
    let lines = shown.output.split(separator: "\n")
    let place = try #require(lines.firstIndex { $0.contains("1  m: settingReplaced ") })
    let line = lines[place]
    #expect(lines[place + 1] == "       In the equation of m, β₂ stands where β₁ belongs.", "\(shown.output)")
    let name = String(try #require(line.firstMatch(of: /m: settingReplaced [0-9a-f]{4}/)).output)
    let words = ["comment", "@/out", name, "Read section 3 again.", "--author", "Prof"]
    #expect(try course.run(words).output == "said to 1 submission, and to all who make this mistake later\n")
    #expect(try course.run(["comment", "@/out", "m: nothing", "x", "--author", "Prof"]).code == 64)
    // One who comes later has it too; who is right does not.
    let source = try String(contentsOfFile: course.scratch.path + "/class/bob.swift", encoding: .utf8)
    _ = try course.scratch.write(source, to: "class/dan.swift")
    #expect(try course.batch().output.contains("3 unchanged since they were graded"))
    let exports = try course.scratch.exports(of: "out")
    for (name, isTold) in [("ada.swift", false), ("bob.swift", true), ("dan.swift", true), ("carol.txt", false)] {
      let report = String(decoding: try #require(exports[name + ".xml"]), as: UTF8.self)
      #expect(report.contains("value=\"Prof: Read section 3 again.\"") == isTold, "\(name)")
    }
    // What was written of the class is written anew.
    let page = try String(contentsOfFile: course.scratch.path + "/out/class.htm", encoding: .utf8)
    #expect(page.contains("<a href=\"./dan.swift.xml\">dan.swift</a>") && page.contains("Read section 3 again."))
    let table = try String(contentsOfFile: course.scratch.path + "/out/class.csv", encoding: .utf8)
    #expect(table.hasPrefix("submission,points,maximum,verdict,mistakes,usual/gradients,usual/m,"), "\(table)")
    // The next batch takes the folder for its own.
    #expect(try course.batch().code == 0)
    try theCommentIsChanged(in: course, to: name)
  }

  /// A comment is changed and taken back, and a student is spoken to alone.
  private func theCommentIsChanged(in course: Course, to mistake: String) throws {
    func bob() throws -> [String] {
      let report = String(decoding: try #require(try course.scratch.exports(of: "out")["bob.swift.xml"]), as: UTF8.self)
      return report.matches(of: #/value="(Prof: [^"]*)"/#).map { String($0.1) }
    }
    let said = ["--author", "Prof"]
    #expect(try course.run(["comment", "@/out", "bob.swift", "Come and see me."] + said).code == 0)
    #expect(try course.run(["comment", "@/out", mistake, "Section 4.", "--instead"] + said).code == 0)
    #expect(try bob() == ["Prof: Section 4.", "Prof: Come and see me."])
    let back = try course.run(["comment", "@/out", mistake, "--withdraw"] + said)
    #expect(back.output == "1 comment taken back from 2 submissions\n", "\(back.output)\(back.errors)")
    #expect(try bob() == ["Prof: Come and see me."])
    #expect(try course.run(["comment", "@/out", mistake, "--withdraw"] + said).code == 64)
    #expect(try course.run(["comment", "@/out", mistake, "x", "--withdraw"] + said).code == 64)
  }
}
