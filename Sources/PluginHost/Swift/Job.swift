/// One compilation's folder: the submission's sources, the entry file beside them, and what comes out.
struct Job {
  static let module = "Student"

  let folder: String
  let files: [String]
  var sources: String { folder + "/sources" }
  let entry: String
  var exports: String { folder + "/exports.map" }
  var output: String { folder + "/output" }
  var object: String { output + "/plugin.o" }
  var library: String { output + "/plugin.so" }

  init(_ sources: [Submission.File], _ entryFile: Entry) throws(HostError) {
    folder = try Files.makeTemporaryFolder()
    files = sources.map(\.path)
    entry = folder + "/" + Self.entryName(beside: files)
    do throws(HostError) {
      for made in [self.sources, output] { try Files.makeFolder(made) }
      for file in sources {
        let path = self.sources + "/" + file.path
        if let parent = Files.parent(of: path) { try Files.makeFolder(parent) }
        try Files.write(file.bytes, to: path)
      }
      try Files.write(Array(entryFile.text.utf8), to: entry)
      try Files.write(Array("{ global: gradus_entry; local: *; };\n".utf8), to: exports)
    } catch {
      Files.remove(folder)
      throw error
    }
  }

  /// A name for the entry file that no file handed in has, in whatever folder: the compiler takes each name once.
  static func entryName(beside files: [String]) -> String {
    let taken = Set(files.map { Files.name(of: $0).lowercased() })
    var (name, number) = ("entry.swift", 1)
    while taken.contains(name) {
      number += 1
      name = "entry-\(number).swift"
    }
    return name
  }
}
