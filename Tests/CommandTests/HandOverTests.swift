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
      #expect(taken.output.contains("1 handed in nothing: Di Eff (Participant 104)"), "\(taken.output)")
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
    if export == "@/class" {
      let timeless = try Self.run(
        scratch, "handover @/class @/out --roster @/grades.csv --policy @/policy.yaml --output @/marks")
      #expect(timeless.code == 64 && timeless.errors.contains("give --offset +01:00"), "\(timeless)")
      // The policy's clocks are those of the sheet.
      let policy = try String(contentsOfFile: scratch.path + "/policy.yaml", encoding: .utf8)
      _ = try scratch.write("timezone: Europe/Zurich\n" + policy.replacing("+01:00", with: ""), to: "local.yaml")
      let local = try Self.run(
        scratch, "handover @/class @/out --policy @/local.yaml --sheet @/grades.csv --output @/local")
      #expect(local.code == 0 && local.output.hasPrefix("2 of 3 students have a mark"), "\(local)")
    }
    // Moodle has numbered the same people for another assignment.
    _ = try scratch.write(Self.sheet.replacing("Participant 1", with: "Participant 9"), to: "other.csv")
    for option in ["--sheet", "--roster"] {
      let foreign = try Self.run(scratch, "handover \(export) @/out \(option) @/other.csv --output @/marks")
      #expect(foreign.code == 64 && foreign.errors.contains("expected the sheet of this class"), "\(foreign)")
    }
    let done = try Self.run(
      scratch,
      "handover \(export) @/out \(roster) --policy @/policy.yaml --sheet @/grades.csv --output @/marks --jplag @/jplag")
    #expect(done.code == 0 && done.output.hasPrefix("2 of 4 students have a mark"), "\(done.output)\(done.errors)")
    #expect(!done.errors.contains("another program"), "\(done.errors)")
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
    if export == "@/class" {
      #expect(try String(contentsOfFile: scratch.path + "/local/grades.csv", encoding: .utf8) == sheet)
    }
    // The one who has to hand in again is told so too.
    let feedback = try Data(contentsOf: URL(filePath: scratch.path + "/marks/feedback.zip"))
    #expect(feedback.firstRange(of: Data("Cy Doe_103_assignsubmission_file_/report.html".utf8)) != nil)
    // Time is no matter of a page, which the batch has written before any policy.
    #expect(feedback.firstRange(of: Data("Bob Ray_102_assignsubmission_file_/report.txt".utf8)) != nil)
    #expect(feedback.firstRange(of: Data("Di Eff".utf8)) == nil)
    if export == "@/taken" {
      // What somebody has taken away since was not handed in again.
      try FileManager.default.removeItem(atPath: scratch.path + "/taken/submissions/Ann Lee_101")
      let gone = try Self.run(scratch, "handover @/taken @/out --output @/gone")
      #expect(gone.code == 0 && gone.output.hasPrefix("2 of 4 students have a mark"), "\(gone)")
    }
  }

  /// Folders keep their names when their students hand in again, and when they hand in for another assignment.
  @Test func newWorkHasNoMarkOfOldWork() throws {
    let scratch = try Scratch()
    for name in ["ann", "bo"] { _ = try scratch.write("struct Adam { // \(name)", to: "class/\(name).swift") }
    _ = try scratch.write("an essay", to: "class/cy.txt")
    _ = try scratch.write("id,name\nann,Ann\nbo,Bo\ncy.txt,Cy\ndi,Di\ned,Ed\n", to: "roster.csv")
    #expect(try Self.run(scratch, "batch @/class --assignment 10-adam --output @/out --roster @/roster.csv").code == 0)
    let same = try Self.run(scratch, "handover @/class @/out --roster @/roster.csv --output @/same")
    #expect(same.output.hasPrefix("3 of 5 students have a mark"), "\(same)")
    #expect(same.errors.contains("gradus: 2 handed in nothing: Di, Ed"), "\(same)")
    for name in ["ann", "ed"] { _ = try scratch.write("struct Adam { // anew", to: "class/\(name).swift") }
    let done = try Self.run(scratch, "handover @/class @/out --roster @/roster.csv --output @/marks --jplag @/jplag")
    #expect(done.code == 0 && done.output.hasPrefix("2 of 5 students have a mark"), "\(done)")
    #expect(done.errors.contains("1 submission is not the one that was graded"), "\(done)")
    #expect(done.errors.contains("gradus: 1 with another program than the one that was graded: Ann\n"), "\(done)")
    #expect(done.errors.contains("gradus: 1 not graded yet, run the same gradus batch again: Ed\n"), "\(done)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/jplag/submissions/ann"))
    // A gradebook of other people is none of this class.
    _ = try scratch.write("an essay", to: "others/fay.txt")
    let other = try Self.run(scratch, "handover @/others @/out --output @/none")
    #expect(other.code == 64 && other.errors.contains("no submission of \(scratch.path)/others is in"), "\(other)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/none"))
  }

  /// What was unpacked of an archive that breaks off would stop the next try.
  @Test func anIntakeThatFailsLeavesNothing() throws {
    let scratch = try Scratch()
    for (name, text) in [("Ann Lee_1.swift", "a"), ("Bo Li_2.swift", "b")] {
      _ = try scratch.write(text, to: "class/" + name)
    }
    let packed = Process()
    packed.executableURL = URL(filePath: "/usr/bin/env")
    packed.arguments = ["tar", "-cf", scratch.path + "/class.tar", "-C", scratch.path + "/class", "."]
    try packed.run()
    packed.waitUntilExit()
    let bytes = try Data(contentsOf: URL(filePath: scratch.path + "/class.tar"))
    try bytes.prefix(1_500).write(to: URL(filePath: scratch.path + "/class.tar"))
    for _ in 0..<2 {
      let broken = try Self.run(scratch, "intake @/class.tar @/taken")
      #expect(broken.code == 64 && broken.errors.contains("breaks off"), "\(broken)")
      #expect(!FileManager.default.fileExists(atPath: scratch.path + "/taken"))
    }
    #expect(try Self.run(scratch, "intake @/class @/taken").code == 0)
  }

  /// Nobody tells when these were handed in: what is in them tells that one is another, and that its report is of the old one.
  @Test func anotherProgramIsNoticedWithoutAnInstant() throws {
    let scratch = try Scratch()
    let sample = Repository.root + "/assignments/30-exponentialDecay/Solution/ExponentialDecay.swift"
    let text = try String(contentsOfFile: sample, encoding: .utf8)
    for name in ["ann", "bo"] { _ = try scratch.write(text, to: "class/\(name)/Decay.swift") }
    for name in ["cy", "di"] { _ = try scratch.write("an essay", to: "class/\(name)/Decay.txt") }
    let graded = try Self.run(
      scratch, "batch @/class --assignment 30-exponentialDecay --output @/out --formats html,text")
    #expect(graded.code == 0, "\(graded.errors)")
    let same = try Self.run(scratch, "handover @/class @/out --output @/marks")
    #expect(same.code == 0 && same.output.hasPrefix("4 of 4 students have a mark"), "\(same)")
    func isTold(_ name: String, in folder: String) throws -> Bool {
      let feedback = try Data(contentsOf: URL(filePath: "\(scratch.path)/\(folder)/feedback.zip"))
      return feedback.firstRange(of: Data(name.utf8)) != nil
    }
    #expect(try isTold("ann.txt", in: "marks") && isTold("ann.html", in: "marks"))
    _ = try scratch.write(text + "// once more\n", to: "class/ann/Decay.swift")
    _ = try scratch.write(text, to: "class/cy/Decay.swift")
    let again = try Self.run(scratch, "handover @/class @/out --output @/again")
    #expect(again.errors.contains("gradus: 2 with another program than the one that was graded: ann, cy\n"), "\(again)")
    let marks = try String(contentsOfFile: scratch.path + "/again/marks.csv", encoding: .utf8)
    let rows = marks.split(separator: "\r\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.map { $0[6] } == ["", "100", "", "0"], "\(marks)")
    #expect(try isTold("ann.txt", in: "again") && !isTold("ann.html", in: "again") && isTold("bo.html", in: "again"))
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
