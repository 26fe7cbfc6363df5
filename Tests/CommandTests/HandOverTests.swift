import Foundation
import TestSupport
import Testing

/// The way of a class from a platform's export to its sheet.
@Suite struct HandOverTests {
  /// Moodle's folders of four students: a right program, a wrong one handed in late, a damaged archive, and nothing.
  private static func moodle(in scratch: Scratch) throws {
    let samples = Repository.root + "/assignments/10-adam/"
    for (folder, sample) in [("Ann Lee_101", "Solution/Adam.swift"), ("Bob Ray_102", "Mistakes/betasSwapped.swift")] {
      let text = try String(contentsOfFile: samples + sample, encoding: .utf8)
      _ = try scratch.write(text, to: "class/\(folder)_assignsubmission_file_/Adam.swift")
    }
    _ = try scratch.write("PK\u{3}\u{4}and no more", to: "class/Cy Doe_103_assignsubmission_file_/work.zip")
    _ = try scratch.write(sheet, to: "grades.csv")
    let policy = """
      credit:
        - {until: 2026-01-31T23:59:59+01:00, percent: 100}
        - {until: 2026-02-02T23:59:59+01:00, percent: 50}

      """
    _ = try scratch.write(policy, to: "policy.yaml")
  }

  /// As Moodle's grading table is exported, with the instants of its own clock.
  private static let sheet = """
    Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Last modified (submission)"
    Participant 101,"Ann Lee",ann@example.org,Submitted,,100.00,"Saturday, 31 January 2026, 11:00 PM"
    Participant 102,"Bob Ray",bob@example.org,Submitted,,100.00,"Sunday, 1 February 2026, 11:00 PM"
    Participant 103,"Cy Doe",cy@example.org,Submitted,,100.00,"Saturday, 31 January 2026, 10:00 PM"
    Participant 104,"Di Eff",di@example.org,No submission,7.00,100.00,-

    """

  private static func run(_ scratch: Scratch, _ words: String) throws -> Gradus.Outcome {
    try Gradus.run(
      words.split(separator: " ").map { String($0).replacing("@", with: scratch.path) },
      environment: ["SOURCE_DATE_EPOCH": "1700000000"])
  }

  /// A submission that cannot be opened has no number in the table, nor in the marks, whichever way the export has gone.
  @Test(arguments: ["@/class", "@/taken"]) func aClassIsHandedOver(export: String) throws {
    let scratch = try Scratch()
    try Self.moodle(in: scratch)
    let roster = "--roster @/grades.csv --offset +01:00"
    if export == "@/taken" {
      let taken = try Self.run(scratch, "intake @/class @/taken \(roster)")
      #expect(taken.code == 0 && taken.output.hasPrefix("3 submissions of 3 students (Moodle)"), "\(taken.errors)")
      #expect(taken.output.contains("Cy Doe (Cy Doe_103): The archive work.zip is damaged"), "\(taken.output)")
      #expect(taken.output.contains("1 handed in nothing: Participant 104 Di Eff"), "\(taken.output)")
    }
    // The folder of an intake knows its students; an export asks the roster.
    let graded = try Self.run(
      scratch,
      "batch \(export) --assignment 10-adam --output @/out --html"
        + (export == "@/taken" ? "" : " --roster @/grades.csv"))
    #expect(graded.code == 0, "\(graded.errors)")
    #expect(graded.output.hasPrefix("2 graded, 1 with full marks; 0 not graded, 1 unreadable, 0 withheld"))
    #expect(graded.errors.contains("1 unreadable, for a person to open: Cy Doe_103"), "\(graded.errors)")
    let table = try String(contentsOfFile: scratch.path + "/out/summary.csv", encoding: .utf8)
    #expect(table.contains("\r\nCy Doe_103,,100.000,unreadable,The archive work.zip is damaged"), "\(table)")
    // By the name, the address of the roster and the number: the last two undo each other.
    for (name, points) in [("Bob Ray", "+5"), ("bob@example.org", "+2"), ("102", "-2")] {
      let added = try Gradus.run([
        "adjust", scratch.path + "/out", name, "--points", points, "--reason", "oral", "--author", "T",
      ])
      #expect(added.code == 0 && added.output.hasPrefix("Bob Ray_102: "), "\(name) \(added.output)\(added.errors)")
    }
    let unread = try Gradus.run([
      "adjust", scratch.path + "/out", "Doe, Cy", "--points", "+5", "--reason", "oral", "--author", "T",
    ])
    #expect(unread.output.contains("this submission cannot be opened and has no points"), "\(unread.output)")
    let done = try Self.run(
      scratch,
      "handover \(export) @/out \(roster) --policy @/policy.yaml --sheet @/grades.csv --output @/marks --jplag @/jplag")
    #expect(done.code == 0 && done.output.hasPrefix("2 of 4 students have a mark"), "\(done.output)\(done.errors)")
    #expect(!done.errors.contains("handed in again"), "\(done.errors)")
    #expect(done.errors.contains("2 programs for JPlag") && done.errors.contains("1 without a Swift text to compare"))
    let given = try String(
      contentsOfFile: Repository.root + "/assignments/10-adam/Starter/Adam.swift", encoding: .utf8)
    #expect(try scratch.contents(of: "jplag/base-code") == ["Adam.swift": Data(given.utf8)])
    #expect(try scratch.contents(of: "jplag/submissions").count == 2)
    let marks = try String(contentsOfFile: scratch.path + "/marks/marks.csv", encoding: .utf8)
    let rows = marks.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    // 30 points, credited at one half, and 5 that are not late.
    #expect(rows.dropFirst().map { $0[6] } == ["100", "20", "", ""], "\(marks)")
    let sheet = try String(contentsOfFile: scratch.path + "/marks/grades.csv", encoding: .utf8)
    let grades = sheet.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)[4]
    }
    #expect(grades == ["100.00", "20.00", "", "7.00"], "\(sheet)")
    // The one who has to hand in again is told so too.
    let feedback = try Data(contentsOf: URL(filePath: scratch.path + "/marks/feedback.zip"))
    #expect(feedback.firstRange(of: Data("Cy Doe_103_assignsubmission_file_/report.html".utf8)) != nil)
    // Time is no matter of a page, which the batch has written before any policy.
    #expect(feedback.firstRange(of: Data("Bob Ray_102_assignsubmission_file_/report.txt".utf8)) != nil)
    #expect(feedback.firstRange(of: Data("Di Eff".utf8)) == nil)
  }

  /// Nobody tells when these were handed in: what is in them tells that one is another. The text has the mark and the report.
  @Test func anotherProgramIsNoticedWithoutAnInstant() throws {
    let scratch = try Scratch()
    let sample = Repository.root + "/assignments/30-exponentialDecay/Solution/ExponentialDecay.swift"
    let text = try String(contentsOfFile: sample, encoding: .utf8)
    for name in ["ann", "bo"] { _ = try scratch.write(text, to: "class/\(name)/Decay.swift") }
    for name in ["cy", "di"] { _ = try scratch.write("an essay", to: "class/\(name)/Decay.txt") }
    let graded = try Self.run(scratch, "batch @/class --assignment 30-exponentialDecay --output @/out --formats text")
    #expect(graded.code == 0, "\(graded.errors)")
    let same = try Self.run(scratch, "handover @/class @/out --output @/marks")
    #expect(same.code == 0 && !same.errors.contains("handed in again"), "\(same.errors)")
    let told = try Data(contentsOf: URL(filePath: scratch.path + "/marks/feedback.zip"))
    #expect(told.firstRange(of: Data("ann.txt".utf8)) != nil)
    _ = try scratch.write(text + "// once more\n", to: "class/ann/Decay.swift")
    _ = try scratch.write(text, to: "class/cy/Decay.swift")
    let again = try Self.run(scratch, "handover @/class @/out --output @/again")
    #expect(again.errors.contains("2 handed in again since they were graded") && again.errors.contains(": ann, cy"))
    let marks = try String(contentsOfFile: scratch.path + "/again/marks.csv", encoding: .utf8)
    let rows = marks.split(separator: "\r\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.map { $0[6] } == ["", "100", "", "0"], "\(marks)")
  }

  /// A folder of ours within the class would be a student the next time.
  @Test(arguments: [
    "intake @/class @/class/taken", "intake @/class @/class/Ann/deep/taken", "intake @/class @/class",
    "handover @/class @/out --output @/class/marks", "handover @/class @/out --output @/out/marks",
  ])
  func nothingIsWrittenAmongWhatIsRead(_ words: String) throws {
    let scratch = try Scratch()
    _ = try scratch.write("an essay", to: "class/Ann/essay.txt")
    #expect(try Self.run(scratch, "batch @/class --assignment 10-adam --output @/out").code == 0)
    let before = try scratch.contents(of: "class")
    let refused = try Self.run(scratch, words)
    #expect(refused.code == 64 && refused.errors.contains("among what is read"), "\(refused.errors)")
    #expect(try scratch.contents(of: "class") == before)
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/out/marks"))
  }

  /// One spelling of a name from a Mac and one from elsewhere: two files, which a reader cannot tell apart.
  @Test func namesThatLookAlikeKeepTheirGrades() throws {
    let scratch = try Scratch()
    for name in ["Jos\u{E9}.txt", "Jose\u{301}.txt", "ann.txt"] { _ = try scratch.write("essay", to: "class/" + name) }
    #expect(try Self.run(scratch, "batch @/class --assignment 10-adam --output @/out").code == 0)
    let done = try Self.run(scratch, "handover @/class @/out --output @/marks")
    #expect(done.code == 0 && done.output.hasPrefix("2 of 2 students have a mark"), "\(done.output)\(done.errors)")
  }

  @Test func aFolderWithoutGradesIsRefused() throws {
    let scratch = try Scratch()
    try Self.moodle(in: scratch)
    _ = try scratch.write("submission,points,maximum\n", to: "out/summary.csv")
    let done = try Self.run(scratch, "handover @/class @/out --output @/marks")
    #expect(done.code == 64 && done.errors.contains("expected a folder that gradus batch has written to"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/marks"))
    // More time than nothing says when.
    _ = try scratch.write("id,days\n101,1\n", to: "more.csv")
    let timeless = try Self.run(scratch, "handover @/class @/out --output @/marks --extensions @/more.csv")
    #expect(timeless.code == 64 && timeless.errors.contains("give --policy too"), "\(timeless.errors)")
    let strange = try Self.run(scratch, "batch @/class --assignment 10-adam --output @/out2 --policy @/policy.yaml")
    #expect(strange.code == 64 && strange.errors.contains("--policy"), "\(strange.errors)")
  }
}
