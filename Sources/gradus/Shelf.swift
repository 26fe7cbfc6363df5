import Assignments
import GradeModel
import PluginHost
import Reporting
import Workspace

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The assignments of this installation, or of a course elsewhere.
struct Shelf {
  private let library: AssignmentLibrary
  /// The course's folder.
  var folder: String { library.directory }

  init(_ installation: Installation) {
    library = AssignmentLibrary(directory: installation.assignments)
  }

  /// Where a key of a manifest stands, for a gap that is about it: ` (assignment.yaml:14)`; nothing if it is not there.
  func place(of key: String, part: String?, in id: String) -> String {
    library.line(of: key, part: part, in: id).map { " (assignment.yaml:\($0))" } ?? ""
  }

  private init(folder: String) {
    library = AssignmentLibrary(directory: folder)
  }

  /// Returns the shelf that a request is about, and what it is called there: with a slash it is the path of an assignment's
  /// folder, as in `course/10-adam` and `./10-adam`, and else an identifier or a bare name on this shelf.
  func place(of request: String) -> (shelf: Shelf, id: String) {
    guard let course = Self.course(of: request) else { return (self, request) }
    return (Shelf(folder: course), Self.name(of: request))
  }

  /// Returns the assignment that is asked for, or else the one that a submission's own folder was made for.
  ///
  /// - Parameters:
  ///   - name: what the command was given.
  ///   - isOwn: true if she who wrote the submission asks; a service must not take a course out of it, nor anyone beside a secret.
  static func request(_ name: String?, for workspace: Workspace, isOwn: Bool, secret: Bool) throws(Failure) -> String {
    if let name { return name }
    guard let own = workspace.assignment else { throw .usage(Wording.noAssignment(workspace.folder)) }
    if secret || !isOwn && course(of: own) != nil {
      throw .usage(Wording.chosenByASubmission(workspace.folder, own))
    }
    return own
  }

  /// The folder of the course that an assignment is in, if a request is a path.
  static func course(of request: String) -> String? { url(request)?.deletingLastPathComponent().path }

  /// The folders of a course's assignments.
  static func folders(in course: String) -> [String] {
    let library = AssignmentLibrary(directory: course)
    return ((try? library.ids()) ?? []).map(library.folder)
  }

  /// The name of an assignment in a report: a request may be a path.
  static func name(of request: String) -> String { url(request)?.lastPathComponent ?? request }

  private static func url(_ request: String) -> URL? {
    guard request.contains("/") || [".", ".."].contains(request) else { return nil }
    return URL(fileURLWithPath: ReportWriter.realPath(request) ?? request)
  }

  /// Returns an assignment by its identifier, its bare name or its folder's path.
  ///
  /// - Throws: for a manifest with mistakes, a usage failure if the request names its folder, for its author can mend it; one on
  ///   the installation's own shelf is a fault of the grader.
  func assignment(_ request: String, comparingSamples: Bool = true) throws(Failure) -> Assignment {
    let (shelf, id) = place(of: request)
    do {
      return try shelf.library.assignment(id, comparingSamples: comparingSamples)
    } catch let error as ManifestError where Self.course(of: request) == nil {
      throw .grader("\(error)")
    } catch {
      throw .usage("\(error)")
    }
  }

  /// Returns the state of the files that an assignment is read from, and of those that decide which one a request is for; `nil`
  /// if some of it cannot be told.
  func stamps(of request: String) -> [String]? {
    let (shelf, id) = place(of: request)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: shelf.folder).sorted() else { return nil }
    var stamps = [Stamps.of(shelf.folder + "/course.yaml")]
    stamps += names.map { Stamps.of("\(shelf.folder)/\($0)/" + AssignmentLibrary.manifest) }
    for name in names where name == id || name.hasSuffix("-" + id) {
      guard let below = Stamps.below(shelf.folder + "/" + name) else { return nil }
      stamps += below
    }
    return stamps
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
