import ArgumentParser
import Assignments
import GradeModel
import PluginHost
import Reporting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Gradus {
  struct Handout: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write assignments as students get them: no solution, no variants, no mistakes, no list of samples.")

    @Argument(help: "The folder to write to, which must be new or empty.")
    var folder: String

    @Option(
      name: .customLong("assignment"),
      help: "An assignment, by identifier or by folder (course/10-adam); all of them where none is named.")
    var assignments: [String] = []

    func run() async throws {
      try await Failure.reporting {
        let installation = try Shelf.installation()
        let shelf = Shelf(installation)
        if let names = try? FileManager.default.contentsOfDirectory(atPath: folder), !names.isEmpty {
          throw Failure.usage("'\(folder)' is not empty: name a new folder, which gradus makes")
        }
        let courses = Set(assignments.map { ReportWriter.realPath(shelf.place(of: $0).shelf.folder) })
        guard courses.count <= 1 else { throw Failure.usage(Wording.severalCourses) }
        for request in assignments.isEmpty ? try shelf.ids() : assignments {
          let id = try shelf.assignment(request).id
          let course = shelf.place(of: request).shelf
          // The course's levels of feedback hold for its assignments wherever they are graded.
          if let levels = FileManager.default.contents(atPath: "\(course.folder)/course.yaml") {
            try write(levels, to: "\(folder)/course.yaml")
          }
          for file in try course.studentCopy(of: id).files {
            try write(file.bytes, to: "\(folder)/\(id)/\(file.path)")
          }
        }
        return .fullMarks
      }
    }

    private func write(_ bytes: Data, to path: String) throws(Failure) {
      let file = URL(fileURLWithPath: path)
      do {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
      } catch {
        throw .usage(Wording.unwritable(path, error.localizedDescription))
      }
    }
  }
}
