import Foundation
import Tensors
import TestSupport
import Testing
import Traces

/// Bad input gets one clear sentence, the right exit code, and leaves nothing half-written behind.
@Suite struct BadInputTests {
  private let solution = "assignments/10-adam/Solution"

  private func expect(
    _ result: Gradus.Outcome, code: Int32, saying words: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(result.code == code, "\(result.output)\(result.errors)", sourceLocation: sourceLocation)
    for word in words {
      #expect(result.errors.contains(word), "\(result.errors)", sourceLocation: sourceLocation)
    }
    let said = result.errors.split(separator: "\n").filter { !$0.hasPrefix("gradus: bubblewrap") }
    #expect(said.count == 1, "\(result.errors)", sourceLocation: sourceLocation)
    #expect(
      !result.errors.contains("Stack dump") && !result.errors.contains("Fatal error"), sourceLocation: sourceLocation)
  }

  @Test func aMissingSubmission() throws {
    expect(try Gradus.run(["check", "nowhere.swift", "--assignment", "10-adam"]), code: 64, saying: ["nowhere.swift"])
  }

  @Test func anUnknownAssignmentSuggestsTheNearest() throws {
    expect(try Gradus.run(["check", solution, "--assignment", "10-adm"]), code: 64, saying: ["10-adm", "10-adam"])
  }

  /// A course elsewhere: an assignment's folder stands for its identifier.
  @Test func aFolderNamesAnAssignmentToo() throws {
    let scratch = try Scratch()
    let course = URL(filePath: scratch.path + "/course")
    try FileManager.default.createDirectory(at: course, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: URL(filePath: Repository.root + "/assignments/30-exponentialDecay"), to: course.appending(path: "77-own"))
    let submission = course.path + "/77-own/Solution"
    for (folder, path) in [(nil, course.path + "/77-own/"), (course.path, "./77-own"), (course.path + "/77-own", ".")] {
      let result = try Gradus.run(["check", submission, "--assignment", path], in: folder)
      #expect(result.code == 0 && result.output.contains("(77-own): full marks"), "\(result.output)\(result.errors)")
    }
    expect(
      try Gradus.run(["check", submission, "--assignment", course.path + "/77-one"]), code: 64,
      saying: ["there is no assignment '77-one'; did you mean '77-own'?"])
    expect(
      try Gradus.run(["check", submission, "--assignment", "nowhere/77-own"]), code: 64,
      saying: ["no folder of assignments"])
  }

  @Test func aReportThatCannotBeWritten() throws {
    expect(
      try Gradus.run(["check", solution, "--assignment", "10-adam", "--junit", "Package.swift/folder/x.xml"]), code: 64,
      saying: ["Package.swift/folder"])
  }

  /// Folders on the way are made, and where nothing can begin the reports say so: none is left from before.
  @Test(
    arguments: [
      (["nowhere.swift", "--assignment", "10-adam"], 64, "no file or folder"),
      (["@/Adam.swift", "--assignment", "10-adm"], 64, "there is no assignment"),
      (["@/Adam.swift"], 64, "which assignment"),
      (["@/Adam.swift", "--assignment", "10-adam", "--hidden-seed", "nowhere"], 64, "hidden seed"),
      (["@/Adam.swift", "--assignment", "10-adam", "--case", "nowhere"], 64, "no case"),
    ] as [([String], Int32, String)]) func aReportWhereNothingCanBegin(
      _ arguments: [String], _ code: Int32, _ words: String
    ) throws
  {
    let scratch = try Scratch()
    _ = try scratch.write("import GradusKit", to: "Adam.swift")
    let place = scratch.path + "/new/folder"
    let files = ["--junit", place + "/r.xml", "--json", place + "/r.json", "--html", place + "/r.html"]
    let arguments = arguments.map { $0.replacingOccurrences(of: "@", with: scratch.path) }
    // A report on the same submission from before. Where the assignment is not known, it may be that of another.
    let other = arguments.contains("--case") ? "10-adam" : "11-nesterov"
    let before = try Gradus.run(["check", scratch.path + "/Adam.swift", "--assignment", other] + files)
    #expect(before.code == 2, "\(before.errors)")
    try #require(FileManager.default.fileExists(atPath: place + "/r.html"))
    if arguments[0] == "nowhere.swift" { try FileManager.default.removeItem(atPath: place) }
    expect(try Gradus.run(["check"] + arguments + files), code: code, saying: [words])
    let suite = try Schema.validated(try String(contentsOfFile: place + "/r.xml", encoding: .utf8))
    #expect(suite.all("error").count == 1 && suite.all("testcase").count == 1)
    #expect(suite.all("error").first?.attributes["message"]?.contains(words) == true)
    for name in ["r.json", "r.html"] {
      #expect(try String(contentsOfFile: place + "/" + name, encoding: .utf8).contains(words), "\(name)")
    }
  }

  /// A report on another submission is not ours to take away.
  @Test func aReportOfOthersStays() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/r.xml"
    #expect(try Gradus.run(["check", solution, "--assignment", "10-adam", "--junit", path]).code == 0)
    let before = FileManager.default.contents(atPath: path)
    #expect(try Gradus.run(["check", "nowhere.swift", "--assignment", "10-adam", "--junit", path]).code == 64)
    #expect(FileManager.default.contents(atPath: path) == before)
  }

  @Test func aReportPathThatIsAFolder() throws {
    let scratch = try Scratch()
    for option in ["--junit", "--json"] {
      expect(
        try Gradus.run(["check", solution, "--assignment", "10-adam", option, scratch.path]), code: 64,
        saying: [scratch.path, "there is a folder of that name"])
    }
  }

  @Test func aFullDisk() throws {
    expect(
      try Gradus.run(["check", solution, "--assignment", "10-adam", "--json", "/dev/full"]), code: 64,
      saying: ["/dev/full cannot be written", "No space left"])
  }

  /// Nobody may write to a folder that is mounted for reading only, not even root.
  @Test func aFolderThatMayNotBeWrittenTo() throws {
    let scratch = try Scratch()
    _ = try scratch.write("", to: "shut/.keep")
    let shut = scratch.path + "/shut"
    let result = try Gradus.run(
      [
        "--dev-bind", "/", "/", "--ro-bind", shut, shut, "--", Gradus.program.path, "check", solution, "--assignment",
        "10-adam", "--json", shut + "/r.json",
      ], program: "/usr/bin/bwrap")
    expect(result, code: 64, saying: ["r.json cannot be written", "Read-only file system"])
  }

  @Test(arguments: [
    (["--step", "3"], "name it with --case"), (["--case", "usual", "--step", "0"], "counts from 1"),
    (["--case", "nowhere"], "expected one of usual, generic, extents"),
    (["--case", "usual", "--step", "26"], "has 25 steps"),
  ]) func aPartOfTheReportThatIsNotThere(_ options: [String], _ words: String) throws {
    let result = try Gradus.run(["check", solution, "--assignment", "10-adam"] + options)
    #expect(result.code == 64 && result.output.isEmpty && result.errors.contains(words), "\(result.errors)")
  }

  @Test func noSwiftOnThePath() throws {
    expect(
      try Gradus.run(["check", solution, "--assignment", "10-adam"], environment: ["PATH": "/nowhere"]), code: 70,
      saying: ["swift"])
  }

  @Test func noBubblewrapIsSaidAndGradingGoesOn() throws {
    let swift = try #require(
      ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").map { String($0) + "/swift" }
        .first { FileManager.default.isExecutableFile(atPath: $0) })
    let scratch = try Scratch()
    try FileManager.default.createSymbolicLink(atPath: scratch.path + "/swift", withDestinationPath: swift)
    // The search also looks in the system's own folders, so an unusable bubblewrap stands in front of them.
    let impostor = try scratch.write("#!/bin/sh\nexit 1\n", to: "bwrap")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: impostor)
    let result = try Gradus.run(["check", solution, "--assignment", "10-adam"], environment: ["PATH": scratch.path])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.errors.contains("bubblewrap is not usable"))
  }

  @Test func aSubmissionWithoutSwiftFiles() throws {
    let scratch = try Scratch()
    _ = try scratch.write("hello", to: "sub/README.md")
    let result = try Gradus.run(["check", scratch.path + "/sub", "--assignment", "10-adam"])
    #expect(result.code == 2)
    #expect(result.output.contains("nothing could be graded"))
  }

  @Test func aManifestErrorNamesFileAndLine() throws {
    let scratch = try Scratch()
    _ = try scratch.write("title: Adam\nrecipe: adm\n", to: "share/gradus/assignments/10-adam/assignment.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/share/gradus/kit", withDestinationPath: Repository.root + "/Sources")
    let result = try Gradus.run(
      ["check", solution, "--assignment", "10-adam"], environment: ["GRADUS_HOME": scratch.path])
    #expect(result.code == 70)
    #expect(result.errors.contains("assignment.yaml:2"), "\(result.errors)")
    #expect(result.errors.contains("did you mean 'adam'"), "\(result.errors)")
  }

  /// An author can mend her own.
  @Test(arguments: ["verify", "check"]) func aMistakeInOnesOwnManifestIsWrongUsage(_ command: String) throws {
    let scratch = try Scratch()
    _ = try scratch.write("title: Adam\nrecipe: adm\n", to: "course/77-own/assignment.yaml")
    let words =
      command == "check" ? [Repository.root + "/" + solution, "--assignment", "course/77-own"] : ["course/77-own"]
    let result = try Gradus.run([command] + words, in: scratch.path)
    #expect(result.code == 64, "\(result.output)\(result.errors)")
    #expect(result.errors.contains("assignment.yaml:2") && result.errors.contains("did you mean 'adam'"))
  }

  @Test(arguments: ["", "short", String(repeating: "\u{7F}", count: 64)])
  func aCorruptSafetensorsFile(bytes: String) throws {
    let scratch = try Scratch()
    let inputs = try scratch.write(bytes, to: "in.safetensors")
    let output = scratch.path + "/out.safetensors"
    expect(
      try Gradus.run(["trace", "--recipe", "adam", "--inputs", inputs, "--output", output]), code: 64,
      saying: ["in.safetensors"])
    #expect(!FileManager.default.fileExists(atPath: output))
  }

  @Test func aTensorThatCannotBeReadIsASentence() throws {
    let scratch = try Scratch()
    let header = #"{"gradients/W":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}"#
    let size = String(decoding: [UInt8(header.utf8.count)] + [UInt8](repeating: 0, count: 7), as: UTF8.self)
    let inputs = try scratch.write(size + header + "xx", to: "in.safetensors")
    let result = try Gradus.run(
      ["trace", "--recipe", "adam", "--inputs", inputs, "--output", scratch.path + "/out.safetensors"])
    #expect(result.errors.hasPrefix("gradus: cannot read \(inputs): tensor 'gradients/W' has type F16: expected F64"))
    #expect(result.code == 64)
  }

  @Test func traceSaysWhatIsMissingOrUnknown() throws {
    let scratch = try Scratch()
    let oracle = Repository.root + "/references/oracles/adam/outsideRoot-torch-usual.safetensors"
    let common = ["--inputs", oracle, "--output", scratch.path + "/out.safetensors"]
    expect(try Gradus.run(["trace", "--recipe", "adma"] + common), code: 64, saying: ["adma", "did you mean 'adam'"])
    expect(
      try Gradus.run(["trace", "--recipe", "adam", "--convention", "inside"] + common), code: 64,
      saying: ["inside", "insideRoot"])
    expect(
      try Gradus.run(["trace", "--recipe", "adam", "--set", "beta1=2"] + common), code: 64, saying: ["beta1", "2"])
    expect(try Gradus.run(["trace", "--recipe", "adam", "--set", "beta1"] + common), code: 64, saying: ["name=number"])
  }

  @Test func traceSaysWhatItCannotRead() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/in.safetensors"
    let common = ["--inputs", path, "--output", scratch.path + "/out.safetensors"]
    func trace(_ recipe: String, _ tensors: [String: Tensor], _ more: [String] = []) throws -> Gradus.Outcome {
      try Data(Safetensors(tensors: tensors).encoded()).write(to: URL(filePath: path))
      return try Gradus.run(["trace", "--recipe", recipe] + common + more)
    }
    let one = Tensor(shape: [1], values: [1])
    for name in ["/", "", "a/", "/a"] {
      expect(try trace("adam", [name: one]), code: 64, saying: ["'\(name)'", "<quantity>/<parameter>"])
    }
    expect(
      try trace("sigmoid", ["x": one, "dy": one], ["--steps", "4"]), code: 64, saying: ["sigmoid has no steps", "4"])
    expect(try trace("exponentialDecay", [:], ["--steps=-1"]), code: 64, saying: ["at least 1 step", "-1"])
    expect(
      try trace("exponentialDecay", [:], ["--set", "decay=0.1", "decay=0.2"]), code: 64,
      saying: ["--set", "decay", "more than once"])
    let steps = Tensor(shape: [3, 1], values: [1, 1, 1])
    expect(
      try trace("adam", ["parameters/w": one, "gradients/w": steps, "learningRates": steps]), code: 64,
      saying: ["learningRates", "[steps]", "[3, 1]"])
    expect(
      try Gradus.run(["trace", "--recipe", "adam", "--output", scratch.path + "/out.safetensors"]), code: 64,
      saying: ["adam", "parameters/<name>", "missing"])
    let kernel = Tensor(repeating: 1, shape: [3, 2, 3])
    let sequence = Tensor(repeating: 1, shape: [1, 2, 6])
    let conv = [
      "x": sequence, "W": kernel, "b": Tensor(repeating: 0, shape: [3]), "dy": Tensor(repeating: 1, shape: [1, 3, 5]),
    ]
    expect(try trace("conv1D", conv), code: 64, saying: ["'dy'", "[1, 3, 4]", "[1, 3, 5]"])
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/out.safetensors"))
  }

  @Test func wrongUsageIs64() throws {
    #expect(try Gradus.run(["check", solution]).code == 64)
    #expect(try Gradus.run(["frobnicate"]).code == 64)
    #expect(
      try Gradus.run(["batch", "assignments", "--assignment", "10-adam", "--output", "x", "--jobs", "0"]).code == 64)
  }
}
