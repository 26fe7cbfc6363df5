import Assignments
import GradeModel
import PluginHost

/// The assignments of this installation.
struct Shelf {
  private let library: AssignmentLibrary

  init(_ installation: Installation) {
    library = AssignmentLibrary(directory: installation.assignments)
  }

  /// Returns an assignment by its identifier or its bare name.
  func assignment(_ id: String) throws(Failure) -> Assignment {
    do {
      return try library.assignment(id)
    } catch let error as ManifestError {
      throw .grader("\(error)")
    } catch {
      throw .usage("\(error)")
    }
  }

  func ids() throws(Failure) -> [String] {
    do {
      return try library.ids()
    } catch {
      throw .grader("\(error)")
    }
  }

  /// Returns the course's order by weeks, and its levels of feedback.
  func course() throws(Failure) -> Course {
    do {
      return try library.course()
    } catch {
      throw .grader("\(error)")
    }
  }

  /// Returns an assignment's files as students get them.
  func studentCopy(of id: String) throws(Failure) -> StudentCopy {
    do {
      return try StudentCopy(of: id, in: library)
    } catch {
      throw .grader("\(error)")
    }
  }

  /// Finds our own files.
  static func installation() throws(Failure) -> Installation {
    do {
      return try Installation.find()
    } catch {
      throw .grader(error.description)
    }
  }

  /// Returns the path of a sample's submission.
  func path(of sample: Sample, in id: String) -> String? { library.path(of: sample, in: id) }
}
