import Gradebook
import Intake
import Reporting

/// The students of a gradebook by all that a person may call them: identifiers of the export and of the roster, and names.
struct StudentSearch {
  private let entries: [BatchEntry]

  init(of gradebook: Gradebook) throws(Failure) {
    entries = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.items() }.map {
      item throws(Failure) in try BatchEntry(document: item.entry)
    }
  }

  /// Returns the one student that is meant; `nil` if nobody is. Identifiers come first, names last. A text that two students
  /// share is refused: points would go to the wrong one.
  func student(_ text: String) throws(Failure) -> String? {
    // As it stands: "Team 3" is not the student whose number is 3.
    let (identifier, names) = (text.lowercased(), Set(StudentKey.names(text)))
    for found in [
      entries.filter { Visible.text($0.student) == Visible.text(text) },
      entries.filter { $0.identifiers.flatMap(StudentKey.identifiers).contains(identifier) },
      entries.filter { !names.isDisjoint(with: StudentKey.names($0.person ?? "")) },
    ] {
      let students = Set(found.map(\.student)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      if students.count > 1 { throw .usage(Wording.severalStudents(text, students)) }
      if let student = students.first { return student }
    }
    return nil
  }

  /// Returns the name of a submission that is called so, graded or not.
  func submission(_ text: String) -> String? {
    entries.first { Visible.text($0.name) == Visible.text(text) }?.name
  }

  /// Returns the name of a student, or the number where nobody told the name.
  func name(of student: String) -> String {
    entries.first { $0.student == student }?.person.flatMap { $0.isEmpty ? nil : $0 } ?? student
  }
}

extension BatchEntry {
  /// The texts that identify the student; none of a group, whose points are not one student's.
  fileprivate var identifiers: [String] { known.map { [student] + $0 } ?? [] }
}
