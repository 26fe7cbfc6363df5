import Foundation
import TestSupport
import Testing

/// A student's own folder, made and used as she does.
@Suite struct WorkspaceTests {
  @Test func aNewFolderIsCheckedWithoutArgumentsAndKeepsItsFilesThroughAnUpdate() throws {
    let scratch = try Scratch()
    let folder = scratch.path + "/my adam"
    let made = try Gradus.run(["new", folder, "--assignment", "adam"])
    #expect(made.code == 0, "\(made.errors)")
    #expect(made.output.contains("gradus check"))

    let solution = try String(
      contentsOfFile: "\(Repository.root)/assignments/10-adam/Solution/Adam.swift", encoding: .utf8)
    try Data(solution.utf8).write(to: URL(filePath: folder + "/Sources/Adam/Adam.swift"))
    let checked = try Gradus.run(["check"], in: folder)
    #expect(checked.code == 0, "\(checked.output)\(checked.errors)")
    #expect(checked.output.contains("100 of 100"))

    let kit = folder + "/.gradus/kit/Sources/GradusKit/Optimizer.swift"
    try Data("// old".utf8).write(to: URL(filePath: kit))
    let updated = try Gradus.run(["new", folder, "--update"])
    #expect(updated.code == 0, "\(updated.errors)")
    #expect(
      FileManager.default.contents(atPath: kit)
        == FileManager.default.contents(atPath: "\(Repository.root)/Sources/GradusKit/Optimizer.swift"))
    #expect(try String(contentsOfFile: folder + "/Sources/Adam/Adam.swift", encoding: .utf8) == solution)
  }

  /// Of a check that cannot begin there is a report too, in a student's own folder as elsewhere; the last one does not stay.
  @Test func aFolderWithoutAToolchainHasAReport() throws {
    let scratch = try Scratch()
    #expect(try Gradus.run(["new", scratch.path + "/x", "--assignment", "adam"]).code == 0)
    func errors(_ environment: [String: String], code: Int32) throws -> Int {
      let result = try Gradus.run(
        ["check", "--junit", "report.xml"], environment: environment, in: scratch.path + "/x")
      #expect(result.code == code, "\(result.errors)")
      let text = try String(contentsOfFile: scratch.path + "/x/report.xml", encoding: .utf8)
      return try Schema.wellFormed(text).all("error").count
    }
    #expect(try errors([:], code: 1) == 0)
    #expect(try errors(["PATH": "/nowhere"], code: 70) == 1)
  }

  /// A link that leads nowhere in the kit's place is replaced as a kit would be.
  @Test func anUpdateReplacesWhateverStandsInTheKitsPlace() throws {
    let scratch = try Scratch()
    #expect(try Gradus.run(["new", scratch.path + "/x", "--assignment", "adam"]).code == 0)
    let kit = scratch.path + "/x/.gradus/kit"
    try FileManager.default.removeItem(atPath: kit)
    try FileManager.default.createSymbolicLink(atPath: kit, withDestinationPath: scratch.path + "/nowhere")
    let updated = try Gradus.run(["new", scratch.path + "/x", "--update"])
    #expect(updated.code == 0, "\(updated.errors)")
    #expect(FileManager.default.fileExists(atPath: kit + "/Package.swift"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/x/.gradus").sorted() == [
        "assignment", "kit",
      ])
  }

  @Test func theFolderHoldsNoAnswers() throws {
    let scratch = try Scratch()
    #expect(try Gradus.run(["new", scratch.path + "/x", "--assignment", "40-perceptron"]).code == 0)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: scratch.path + "/x")
    #expect(paths.contains("Sources/Perceptron/Perceptron.swift") && paths.contains(".vscode/tasks.json"))
    #expect(!paths.contains { $0.contains("Solution") || $0.contains("Mistakes") || $0.hasSuffix("assignment.yaml") })
  }

  @Test func aFolderWithFilesIsLeftAlone() throws {
    let scratch = try Scratch()
    let note = try scratch.write("mine", to: "x/note.txt")
    let refused = try Gradus.run(["new", scratch.path + "/x", "--assignment", "adam"])
    #expect(refused.code == 64 && refused.errors.contains("is not empty"), "\(refused.errors)")
    #expect(try String(contentsOfFile: note, encoding: .utf8) == "mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/x") == ["note.txt"])
    let update = try Gradus.run(["new", scratch.path + "/x", "--update"])
    #expect(update.code == 64 && update.errors.contains("was not made by gradus new"), "\(update.errors)")
  }

  @Test func aFolderOfNoAssignmentAsksForOne() throws {
    let scratch = try Scratch()
    _ = try scratch.write("struct A {}", to: "A.swift")
    let result = try Gradus.run(["check"], in: scratch.path)
    #expect(result.code == 64 && result.errors.contains("--assignment 10-adam"), "\(result.errors)")
  }

  @Test func studentsGetAssignmentsWithoutAnswers() throws {
    let scratch = try Scratch()
    let result = try Gradus.run(["handout", scratch.path + "/all"])
    #expect(result.code == 0, "\(result.errors)")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: scratch.path + "/all")
    #expect(paths.count(where: { $0.hasSuffix("assignment.yaml") }) >= 7)
    #expect(!paths.contains { $0.contains("Solution") || $0.contains("Mistakes") || $0.contains("Variants") })
    for path in paths where path.hasSuffix("assignment.yaml") {
      let manifest = try String(contentsOfFile: scratch.path + "/all/" + path, encoding: .utf8)
      #expect(!manifest.contains("Mistakes/") && !manifest.contains("samples:"), "\(path)")
    }
    #expect(try Gradus.run(["handout", scratch.path + "/all"]).code == 64)
  }

  @Test func anAccountWithoutAHomeGetsAFolderOfItsOwn() throws {
    let scratch = try Scratch()
    let environment = ["HOME": "/proc/nowhere", "XDG_CACHE_HOME": "", "TMPDIR": scratch.path]
    let result = try Gradus.run(
      ["check", "assignments/10-adam/Solution", "--assignment", "10-adam"], environment: environment)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    #expect(result.errors.contains("is kept in"), "\(result.errors)")
    let own = scratch.path + "/gradus-cache-\(geteuid())"
    #expect(FileManager.default.fileExists(atPath: own))
    // Another account could have made it, and put a kit of its own there.
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: own)
    let refused = try Gradus.run(
      ["check", "assignments/10-adam/Solution", "--assignment", "10-adam"], environment: environment)
    #expect(refused.code == 70 && refused.errors.contains("of this account alone"), "\(refused.errors)")
  }
}
