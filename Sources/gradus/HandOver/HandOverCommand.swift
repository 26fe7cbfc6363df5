import ArgumentParser
import Assignments
import GradeModel
import Gradebook
import Intake
import PluginHost
import Policy
import Reporting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Gradus {
  struct HandOver: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "handover",
      abstract: "Make marks of a gradebook by the course's policy, and fill the platform's own sheet.",
      discussion: """
        Writes marks.csv; with --sheet also the teacher's sheet of Canvas or Moodle, in which only the column of grades \
        changes; and feedback.zip, with the pages and texts that the batch has written. A mark depends on the submissions, their instants, the policy \
        and extensions, and never on when this is run.
        """)

    @Argument(help: "The export that was graded, or the folder that gradus intake has made of it.")
    var export: String

    @Argument(help: "The folder of the batch's reports.")
    var reports: String

    @Option(help: "The folder to write to; it is made.")
    var output: String

    @Option(help: "The course's rules on time (YAML).")
    var policy: String?

    @Option(help: "A table of extensions (CSV).")
    var extensions: String?

    @Option(help: "The marks.csv of another assignment, whose tokens are spent; may be given several times.")
    var spent: [String] = []

    @Option(help: "A table of the students (CSV), as the platform exports it.")
    var roster: String?

    @Option(
      help: "The offset (+01:00) or time zone (Europe/Zurich) of instants in the roster or the sheet that have none.")
    var offset: String?

    @Option(help: "The sheet of grades, as the platform has exported it.")
    var sheet: String?

    @Option(help: "The heading of the column to fill, or the beginning of it.")
    var column: String?

    @Option(help: "A folder to make for JPlag: the programs, and the starter as base code.")
    var jplag: String?

    func validate() throws {
      try Offset.check(offset)
      if extensions != nil, policy == nil {
        throw ValidationError("--extensions give more time by a policy, and there is none: give --policy too")
      }
      if !spent.isEmpty, policy == nil {
        throw ValidationError("--spent tells tokens of a policy, and there is none: give --policy too")
      }
    }

    func run() async throws {
      try await Failure.reporting {
        let rules = try policy.map { path in
          try TeacherFile.usage { try Policy(try TeacherFile.required(path), file: path) }
        }
        if let highest = rules?.highestBelowFull { Terminal.say(Wording.belowFull(policy ?? "", highest)) }
        let zone = offset.flatMap(Zone.init) ?? rules?.zone
        let roster = try roster.map { path in
          try TeacherFile.usage { try Roster.read(path, zone: zone) }
        }
        let times = try sheet.map { path in
          try TeacherFile.usage { try Roster(try TeacherFile.required(path), file: path, zone: zone) }
        }
        var found = try self.handIns(roster)
        if let times { found.fillInstants(from: times) }
        if let roster, let path = self.roster { try TeacherFile.check(roster, path, of: found, export) }
        let handIns = BatchEntry.named(found)
        let timeless = handIns.attempts.count { $0.handedIn == nil }
        if rules?.hasTimes ?? false, timeless > 0 {
          let unread = [roster, times].compactMap { $0?.timesWithoutOffset }.max() ?? 0
          if unread > 0 { throw Failure.usage(Wording.noOffset(unread)) }
          Terminal.say("gradus: " + Wording.timeless(timeless, of: handIns.attempts.count, handIns.layout))
        }
        let granted = try extensions.map { path in
          try TeacherFile.usage {
            try Extensions.read(
              path, roster: roster, students: handIns.attempts.flatMap(\.students) + handIns.absent,
              zone: rules?.zone)
          }
        }
        let tokens = try TeacherFile.usage { try SpentTokens(reading: spent) }
        let idle = (granted ?? [:]).filter { !(rules ?? Policy()).gives(time: $0.value) }.keys
        if !idle.isEmpty { Terminal.say(Wording.idleExtensions(Array(idle))) }
        let book = try OpenGradebook(reports)
        let grades = try ClassGrades(of: book)
        if !handIns.attempts.isEmpty, !handIns.attempts.contains(where: { grades.reports[$0.origin] != nil }) {
          throw Failure.usage(Wording.foreignExport(export, reports))
        }
        let grading = try sheet.map { path in
          try Self.checkName(of: path)
          return try TeacherFile.usage { try GradeSheet(try TeacherFile.required(path), file: path, heading: column) }
        }
        if let grading, let sheet, grading.isForeign(to: handIns) {
          throw Failure.usage(Wording.foreignSheet(sheet, export))
        }
        if let possible = grading?.possible, possible != grades.maximum {
          throw Failure.usage(Wording.otherMaximum(sheet ?? "", possible, of: grades.maximum))
        }
        let paid = tokens.spent(by: handIns.attempts.flatMap(\.students) + handIns.absent)
        if !paid.unmet.isEmpty { Terminal.say(Wording.unmetTokens(paid.unmet)) }
        let marks = grades.marks(of: handIns, rules ?? Policy(), granted ?? [:], spent: paid.counts)
        let renewed = grades.renewed(in: handIns)
        if !renewed.isEmpty { Terminal.say(Wording.renewed(people(of: renewed, in: handIns), jplag: jplag != nil)) }
        let unmet = grades.unmet(in: handIns)
        if !unmet.isEmpty { Terminal.say(Wording.unmet(unmet)) }
        let target = try TeacherFile.newFolder(output, outside: [export, reports])
        let rows = marks.map { Self.row($0, grades.maximum) }
        try ReportFile.write(MarksCSV.document(of: rows), to: "\(target)/marks.csv")
        if let grading, let sheet { try fill(grading, of: sheet, with: marks, handIns.numbers, in: target) }
        // What was graded is another program: its page is not of this one.
        var graded = handIns
        graded.attempts.removeAll { renewed.contains($0.origin) }
        try feedback(
          handIns, reportsOf: graded, grades, zip(marks.map(\.settled), rows.map(MarksCSV.told)), in: target)
        if let jplag { try compare(graded, by: jplag, book.gradebook) }
        let told = marks.count { $0.settled.mark != nil }
        Terminal.printLines("\(told) of \(marks.count) students have a mark: \(output)/marks.csv\n")
        for line in NoMark.lines(marks.map(\.settled), of: handIns, grades, renewed: Set(renewed)) {
          Terminal.say(line)
        }
        return .fullMarks
      }
    }

    private func people(of origins: [String], in handIns: HandIns) -> [String] {
      handIns.attempts.filter { origins.contains($0.origin) }.map { Wording.people($0.students) }
    }

    /// Whose each submission is; an export is read again, which changes nothing.
    private func handIns(_ roster: Roster?) throws(Failure) -> HandIns {
      if let record = try IntakeRecord(in: export) {
        // The intake may have had no roster, or another one, and extensions are looked up in this one.
        return roster.map(record.handIns.joined) ?? record.handIns
      }
      let unpacked = try Failure.ofHost { try Leftovers.makeFolder() }
      return try TeacherFile.usage { try Intake.read(export, roster: roster, unpackingTo: unpacked) }
    }

    /// Lays out the programs for JPlag, and says which of them its grammar may not read.
    private func compare(_ handIns: HandIns, by target: String, _ gradebook: Gradebook) throws(Failure) {
      let id = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.assignment() }
      let request = try BatchSettings(of: gradebook).request(for: id)
      let place = Shelf(try Shelf.installation()).place(of: request)
      let (assignment, starter) = (try place.shelf.assignment(id), try place.shelf.studentCopy(of: id).starter)
      let folder = try JPlagFolder(
        handIns, starter: starter.map { ($0.path, $0.bytes) }, types: assignment.typeNames,
        in: try TeacherFile.newFolder(target, outside: [export, reports]))
      for line in folder.lines(target) { Terminal.say(line) }
    }

    private static func row(_ adjusted: ClassGrades.Adjusted, _ maximum: Double) -> MarksCSV.Row {
      let mark = adjusted.settled
      var row = MarksCSV.Row(
        student: mark.student.id, name: mark.student.name, groups: mark.student.groups,
        submission: mark.attempt?.origin ?? "", points: mark.points, maximum: maximum,
        credit: mark.settlement.credit, mark: mark.mark,
        note: mark.faults.map(\.description).joined(separator: " "))
      row.adjustments = adjusted.adjustments
      (row.tokens, row.groupTokens) = (mark.settlement.studentTokens, mark.settlement.groupTokens)
      return row
    }

    /// The sheet keeps its name in a folder that has files of ours.
    private static func checkName(of sheet: String) throws(Failure) {
      guard let name = sheet.split(separator: "/").last, ["marks.csv", "feedback.zip"].contains(name) else { return }
      throw .usage(Wording.ownFile(String(name)))
    }

    private func fill(
      _ grading: GradeSheet, of sheet: String, with marks: [ClassGrades.Adjusted], _ numbers: [String: String],
      in target: String
    ) throws(Failure) {
      let filled = grading.filled(
        marks.map(\.settled).compactMap { mark in
          mark.mark.map { .init(student: mark.student, points: $0, number: numbers[mark.student.id]) }
        })
      let name = sheet.split(separator: "/").last.map(String.init) ?? "sheet.csv"
      if grading.wasUTF16 { Terminal.say("gradus: " + Wording.fromUTF16(sheet)) }
      try ReportFile.write(String(decoding: filled.bytes, as: UTF8.self), to: "\(target)/\(name)")
      if grading.isBounded, let possible = grading.possible {
        let above = marks.map(\.settled).filter { $0.mark ?? 0 > possible }.map { Wording.person($0.student) }
        if !above.isEmpty { Terminal.say(Wording.above(above, possible, sheet)) }
      }
      for (student, before, after) in filled.replaced {
        Terminal.say(Wording.markChanges(Wording.person(student), before, after))
      }
      if !filled.byName.isEmpty { Terminal.say(Wording.byName(filled.byName.map(Wording.person), sheet)) }
      if !filled.namesakes.isEmpty { Terminal.say(Wording.namesakes(filled.namesakes.map(Wording.person), sheet)) }
      if !filled.strangers.isEmpty { Terminal.say(Wording.notOnSheet(filled.strangers.map(Wording.person), sheet)) }
      if !filled.unmarked.isEmpty { Terminal.say(Wording.unmarked(filled.unmarked.count, sheet)) }
    }

    /// Packs the pages and texts of the batch, and what each student is told of the mark, by the names that the platform looks
    /// for. A group's text has the report alone: what is said to one of them about time is not for the others.
    private func feedback(
      _ handIns: HandIns, reportsOf graded: HandIns, _ grades: ClassGrades,
      _ told: some Sequence<(StudentMark, String)>, in target: String
    ) throws(Failure) {
      func path(_ attempt: Attempt, _ form: ReportForm) -> String {
        FeedbackArchive.path(of: attempt, in: handIns.layout, ending: form.ending)
      }
      let current = Set(graded.attempts.map(\.origin))
      func report(on attempt: Attempt, _ form: ReportForm) -> [UInt8]? {
        guard current.contains(attempt.origin) else { return nil }
        return grades.reports[attempt.origin].flatMap { TeacherFile.bytes(of: "\(reports)/\($0)\(form.ending)") }
      }
      let pages = handIns.attempts.compactMap { attempt in
        report(on: attempt, .html).map { (path: path(attempt, .html), bytes: $0) }
      }
      let own = handIns.attempts.filter { $0.students.count == 1 }
      let newest = Dictionary(own.map { ($0.students[0].id, $0) }) { $1 }
      let sentences = told.compactMap { mark, text -> (origin: String, text: String)? in
        let counted = mark.attempt.flatMap { $0.students.count == 1 ? $0 : nil }
        return (counted ?? newest[mark.student.id]).map { ($0.origin, text) }
      }
      let sentence = Dictionary(sentences.map { ($0.origin, $0.text) }) { first, _ in first }
      // What is said of the mark, and below it the report.
      let texts = handIns.attempts.compactMap { attempt -> (path: String, bytes: [UInt8])? in
        let parts = [sentence[attempt.origin].map { Array($0.utf8) }, report(on: attempt, .text)].compactMap(\.self)
        return parts.isEmpty ? nil : (path(attempt, .text), Array(parts.joined(separator: [0x0A])))
      }
      let files = pages + texts
      if !files.isEmpty { try TeacherFile.usage { try FeedbackArchive.write(files, to: "\(target)/feedback.zip") } }
    }
  }
}
