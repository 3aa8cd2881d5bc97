-- Edgewise for Pandoc, Quarto and R Markdown: figures are drawn, and the numbers in the text proved.
--
--   edgewise adapter pandoc > edgewise.lua
--   pandoc --lua-filter edgewise.lua lesson.md -o lesson.html
--
-- The same file is an engine of pandoc-ext/diagram: `engine: {flow: {package: edgewise}}`.
local command = os.getenv("EDGEWISE") or "edgewise"

-- What is wrong stands on standard error, with its line and column; Pandoc ends with it.
local function run(arguments, input)
  local fine, result = pcall(pandoc.pipe, command, arguments, input or "")
  if not fine then error("edgewise: the lesson is wrong", 0) end
  return result
end

local is_latex = FORMAT:match("latex") or FORMAT:match("beamer")

local function Pandoc(doc)
  local blocks = pandoc.List()
  for _, path in ipairs(PANDOC_STATE.input_files) do
    if path == "-" then error("edgewise: a lesson is a file, so that what is wrong has a place", 0) end
    local arguments = {"weave", path, "-T", "pandoc", "--continue"}
    if is_latex then arguments = {"weave", path, "-T", "pandoc", "--continue", "--tikz"} end
    local woven = pandoc.read(run(arguments), "markdown")
    blocks:extend(woven.blocks)
    for name, value in pairs(woven.meta) do if doc.meta[name] == nil then doc.meta[name] = value end end
  end
  if #blocks == 0 then return nil end
  doc.blocks = blocks
  if is_latex then
    local includes = doc.meta["header-includes"] or pandoc.MetaList({})
    if pandoc.utils.type and pandoc.utils.type(includes) ~= "List" then includes = pandoc.MetaList({includes}) end
    table.insert(includes, pandoc.MetaBlocks({pandoc.RawBlock("latex", "\\usepackage{tikz,amsmath}")}))
    doc.meta["header-includes"] = includes
  end
  return doc
end

return {
  {Pandoc = Pandoc},
  line_comment_start = "#",
  mime_types = {["image/svg+xml"] = true},
  compile = function(_, code)
    run({"weave", "-", "-T", "pandoc"}, "~~~~~~flow\n" .. code .. "\n~~~~~~\n")
    return run({"render", "-", "-T", "svg", "--engine", "edgewise"}, code), "image/svg+xml"
  end,
}
