/// A compiled submission. Its files are removed when the last reference is gone.
package final class Plugin: Sendable {
  /// The shared library.
  package let library: String
  /// The paths of the submission's files, as the student knows them.
  package let files: [String]
  /// Parts of the submission that are not compiled: files, folders, and statements by their lines.
  package let leftAside: [String]
  /// Remarks of the compiler although it succeeded, such as warnings; empty if there are none.
  package let remarks: String
  /// The first task or thread that the source speaks of.
  let tasks: Tasks?
  /// The libraries that it is linked with.
  let runtime: RuntimeLibraries
  private let folder: String

  init(
    library: String, files: [String], leftAside: [String], remarks: String, tasks: Tasks?, runtime: RuntimeLibraries,
    folder: String
  ) {
    self.leftAside = leftAside
    self.tasks = tasks
    self.runtime = runtime
    self.library = library
    self.files = files
    self.remarks = remarks
    self.folder = folder
  }

  deinit {
    Files.remove(folder)
  }
}

/// A reason why a submission gave no plugin. The text is for the student.
package enum CompileError: Error, Equatable, Sendable {
  /// The compiler's diagnostics, with the student's own paths, cut at a limit.
  case diagnostics(String)
  /// The submission imports a module that it may not; `file` and `line` are the import's.
  case forbiddenImport(module: String, file: String, line: Int)
  /// The type that the assignment names is missing; another type of the submission's may be meant.
  case missingType(String, instead: String? = nil)
  /// The type exists but does not implement its protocol.
  case doesNotConform(type: String, to: String)
  /// The type exists but is private.
  case inaccessible(type: String)
  /// The type exists but no initializer of it does without arguments; the compiler's words.
  case cannotBeMade(type: String, words: String)
  /// The submission links to something that does not exist; the linker's words.
  case doesNotLink(String)
  /// The submission has a section or a symbol that the linker reads or makes itself; the tool's words.
  case strangeSection(String)
  /// The compiler ran into a limit of time or memory.
  case tooDemanding(seconds: Double)
  /// The linker ran into a limit of time or memory, or crashed.
  case linkerGaveUp(seconds: Double)
  /// The compiler itself crashed, at this construct; empty if it did not say.
  case compilerCrashed(String)
  /// Our own fault.
  case host(HostError)
}

extension CompileError: CustomStringConvertible {
  /// The sentence for the student.
  package var description: String {
    switch self {
    case .diagnostics(let text): text
    case .forbiddenImport(let module, let file, let line) where TestCode.modules.contains(module):
      "\(file):\(line): there is no \(module) here: move your tests into a file of their own, which is left aside."
    case .forbiddenImport("Dispatch", let file, let line):
      "\(file):\(line): there is no Dispatch here: a submission runs on one thread, so delete the line \"import Dispatch\" and do "
        + "the work where you are."
    case .forbiddenImport(let module, let file, let line):
      "\(file):\(line): this assignment does without \(module): delete the line \"import \(module)\". "
        + "GradusKit has sqrt, pow, exp, log and tanh."
    case .missingType(let type, nil): "No type named \(type) in your submission."
    case .missingType(let type, let other?) where other == type:
      "Your \(type) is inside of another type, or declared under a condition: write it outside, at the top of the file."
    case .missingType(let type, let other?):
      "No type named \(type) in your submission: rename \(other) to \(type), that is the name which is asked for."
    case .doesNotConform(let type, let name):
      "\(type) does not conform to \(name): declare it as \"struct \(type): \(name)\" and give it everything that "
        + "\(name) asks for."
    case .inaccessible(let type): "\(type) is private: delete the word before it so that Gradus can use it."
    case .cannotBeMade(let type, let words):
      "Gradus makes your \(type) by \(type)(), and that does not compile (\(words)): give every property a first value, or "
        + "write an init() without arguments."
    case .doesNotLink(let text): "Your submission uses a function that does not exist: \(text)"
    case .strangeSection(let text):
      "Your submission does not link: one of its sections or names is the linker's own. Delete the @section or @_silgen_name: "
        + text
    case .tooDemanding(let seconds):
      "The compiler gave up on your submission at its limit of \(Text.seconds(seconds)) seconds or of memory: "
        + "split long expressions into several lines."
    case .linkerGaveUp(let seconds):
      "The linker gave up on your submission at its limit of \(Text.seconds(seconds)) seconds or of memory."
    case .compilerCrashed(let construct):
      "The compiler itself crashed on your submission"
        + (construct.isEmpty
          ? ". Take out one part after the other to find the line."
          : ", while \(construct): write that in another way.")
    case .host(let error): error.description
    }
  }
}
