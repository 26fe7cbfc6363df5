import Assignments
import Foundation
import Testing

@Suite final class AssignmentLibraryTests {
  let directory = FileManager.default.temporaryDirectory.appending(path: "assignments-\(UUID().uuidString)")
  var library: AssignmentLibrary { AssignmentLibrary(directory: directory.path) }

  init() throws {
    for id in ["20-momentum", "10-adam", "11-adam", "notes"] {
      try write("", to: "\(id)/README.md")
      if id != "notes" { try write(sound, to: "\(id)/assignment.yaml") }
    }
    for file in ["Solution/Adam.swift", "Mistakes/noRoot.swift"] { try write("", to: "10-adam/\(file)") }
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  func write(_ text: String, to path: String) throws {
    let file = directory.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  @Test func foldersWithAManifestAreListedInOrder() throws {
    #expect(try library.ids() == ["10-adam", "11-adam", "20-momentum"])
  }

  @Test func anAssignmentIsFoundByItsIDOrItsName() throws {
    #expect(try library.identify("10-adam") == "10-adam")
    #expect(try library.identify("momentum") == "20-momentum")
    #expect(try library.assignment("10-adam").id == "10-adam")
  }

  @Test(arguments: [
    ("adam", "'adam' may mean 10-adam or 11-adam: write it in full"),
    ("10-adm", "there is no assignment '10-adm'; did you mean '10-adam'?"),
    ("momentun", "there is no assignment 'momentun'; did you mean '20-momentum'?"),
    ("transformer", "there is no assignment 'transformer'; there are 10-adam, 11-adam, 20-momentum"),
    ("../10-adam", "there is no assignment '../10-adam'; did you mean '10-adam'?"),
  ])
  func anotherNameIsRefused(requested: String, message: String) {
    let error = #expect(throws: AssignmentLibraryError.self) { try library.assignment(requested) }
    #expect(error?.description == message)
  }

  @Test func aMissingFolderIsSaid() {
    let nowhere = AssignmentLibrary(directory: "/nowhere/assignments")
    let error = #expect(throws: AssignmentLibraryError.self) { try nowhere.ids() }
    #expect(error?.description == "there is no folder of assignments at '/nowhere/assignments'")
  }

  @Test func samplesAndShippedSubmissionsMustMatch() throws {
    try FileManager.default.removeItem(at: directory.appending(path: "10-adam/Solution"))
    try write("", to: "10-adam/Mistakes/ascends/Adam.swift")
    try write("", to: "10-adam/Mistakes/README.md")
    let error = #expect(throws: ManifestError.self) { try library.assignment("10-adam") }
    let file = "\(directory.path)/10-adam/assignment.yaml"
    #expect(
      error?.description == """
        \(file):30: samples: expected an entry for the shipped submission 'Mistakes/ascends', found none
        \(file):31: samples: expected the submission 'Solution' (a folder or a .swift file), found nothing there
        """)
  }

  @Test func theShippedAdamIsSound() throws {
    let library = shippedLibrary
    let adam = try library.assignment("adam")
    #expect(adam.id == "10-adam")
    #expect(adam.points == 100)
    #expect(adam.quantities.map(\.name) == ["gradients", "m", "v", "mHat", "vHat", "weights"])
    #expect(adam.cases.map(\.id) == ["usual", "generic", "extents"])
    #expect(adam.cases.map(\.steps) == [25, 25, 18])
    #expect(adam.cases[1].settings == ["learningRate": 0.07, "beta1": 0.8, "beta2": 0.65, "epsilon": 0.03])
    #expect(adam.samples.count { $0.name.hasPrefix("Variants/") } >= 4)
    #expect(adam.samples.count { $0.name.hasPrefix("Mistakes/") } >= 12)
    #expect(adam.samples.allSatisfy { library.path(of: $0, in: adam.id) != nil })
    for sample in adam.samples {
      let isRight = !sample.name.hasPrefix("Mistakes/") && sample.name != "Starter"
      #expect((sample.points == .full) == isRight, "\(sample.name)")
    }
  }

  @Test func everyShippedAssignmentIsSound() throws {
    #expect(try !shippedLibrary.assignments().isEmpty)
  }
}
