import ArgumentParser
import GradeModel
import Intake
import Policy
import Reporting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Gradus {
  struct TakeIn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "intake",
      abstract: "Unpack a class's submissions, as a learning platform has exported them.",
      discussion: """
        Makes a folder with a submission for each attempt in its sub-folder submissions, which gradus batch grades and JPlag \
        compares, and with intake.json, which gradus handover reads. Moodle, Canvas, Gradescope, clones of repositories and plain folders are told \
        apart by their names.
        """)

    @Argument(help: "The export: a folder, zip, tar or 7z.")
    var export: String

    @Argument(help: "The folder to make.")
    var folder: String

    @Option(help: "A table of the students (CSV), as the platform exports it.")
    var roster: String?

    @Option(
      help:
        "The offset (+01:00) or time zone (Europe/Zurich) of instants in the roster that have none, such as Moodle's.")
    var offset: String?

    @Option(help: "The form of the export, if it is not to be told by its names.")
    var layout: Layout?

    func validate() throws { try Offset.check(offset) }

    func run() async throws {
      try await Failure.reporting {
        let roster = try roster.map { path in
          try TeacherFile.usage { try Roster.read(path, zone: offset.flatMap(Zone.init)) }
        }
        if offset == nil, let roster, roster.timesWithoutOffset > 0 {
          Terminal.say("gradus: " + Wording.noOffset(roster.timesWithoutOffset))
        }
        let handIns = try TeacherFile.filling(folder, outside: [export]) { target in
          let unpacked = "\(target)/unpacked"
          var handIns = try TeacherFile.usage {
            try Intake.read(export, as: layout, roster: roster, unpackingTo: unpacked)
          }
          if let roster, let path = self.roster { try TeacherFile.check(roster, path, of: handIns, export) }
          try TeacherFile.usage { try handIns.layOut(in: "\(target)/submissions", unpacked: unpacked) }
          try? FileManager.default.removeItem(atPath: unpacked)
          try ReportFile.write(IntakeRecord(handIns).text, to: "\(target)/\(IntakeRecord.file)")
          return handIns
        }
        Terminal.printLines(IntakeText.summary(of: handIns, in: folder))
        return .fullMarks
      }
    }
  }
}

extension Layout: ExpressibleByArgument {}

/// The option for instants that have no offset of their own.
enum Offset {
  static func check(_ text: String?) throws {
    guard let text, Zone(text) == nil else { return }
    throw ValidationError(
      "--offset expects hours and minutes from UTC, such as +01:00, or a time zone, such as Europe/Zurich, and was given "
        + "'\(text)'")
  }
}
