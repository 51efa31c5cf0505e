-- Reads pages as pandoc does and turns them into what a book is made of; `pandoc lua` runs it.
--
-- In: a JSON object on standard input, with `to` ('typst' or 'epub') and `pages`, each with its
-- `text`, `smart` (whether straight quotes are to be curled), the titles of `alerts`, and where its
-- `links` and `images` lead in the book, by target.
-- Out: a JSON list with, for each page, the text of its `title`, its `sections` as Typst or as
-- documents of pandoc's, and what was `seen` on it, so that nothing is lost unnoticed; `refused` has
-- the formulas that pandoc cannot carry.

local READER = 'commonmark+tex_math_gfm+tex_math_dollars+pipe_tables+alerts'
local ALERTS = {note = true, tip = true, important = true, warning = true, caution = true}

local function set_of(characters)
  local set = {}
  for _, code in utf8.codes(characters) do set[utf8.char(code)] = true end
  return set
end

-- What does not begin a line after a formula, and what does not end one before it.
local CLOSING = set_of(',.;:!?)]}%’”-–/，。；：！？、）】」』》…')
local OPENING = set_of('([{‘“（【「『《')

local BOUNDARY = '// the next formula'

local OPTIONS = pandoc.WriterOptions {wrap_text = 'wrap-none', html_math_method = 'mathml'}

local function quoted(text)
  return '"' .. text:gsub('[\\"]', '\\%0'):gsub('\n', '\\n') .. '"'
end

local function write(blocks)
  return pandoc.write(pandoc.Pandoc(blocks), 'typst', OPTIONS)
end

local function trimmed(text)
  return (text:gsub('^%s+', ''):gsub('%s+$', ''))
end

local function key_of(math)
  return math.mathtype .. math.text
end

-- Typst sets the bars that pandoc writes for `\lvert` too far from what they enclose, those of
-- `\left|` not.
local function with_near_bars(tex)
  return (tex:gsub('\\lvert([^&]-)\\rvert', function(inner)
    return not inner:find('\\\\', 1, true) and '\\left|' .. inner .. '\\right|' or nil
  end))
end

-- Each formula in the format by its key, false if pandoc cannot carry it; all in one go, since
-- starting the writer takes longer than writing a formula.
local function formulas_of(docs, format, pattern)
  local keys, known, blocks = {}, {}, pandoc.List {}
  local function add(math)
    local key = key_of(math)
    if not known[key] then
      known[key] = true
      table.insert(keys, key)
      local tex = format == 'typst' and with_near_bars(math.text) or math.text
      local formula = pandoc.Math(math.mathtype, tex)
      blocks:extend {pandoc.Plain {formula}, pandoc.RawBlock(format, BOUNDARY)}
    end
  end
  for _, doc in ipairs(docs) do doc:walk {Math = add} end
  local formulas, number = {}, 0
  for text in pandoc.write(pandoc.Pandoc(blocks), format, OPTIONS):gmatch('(.-)' .. BOUNDARY) do
    number = number + 1
    formulas[keys[number]] = trimmed(text):match(pattern) or false
  end
  return formulas
end

-- What the page has.
local function look(doc)
  local seen = {formulas = {}, links = {}, images = {}, code = {}, tables = 0}
  doc:walk {
    Math = function(el) table.insert(seen.formulas, trimmed(el.text)) end,
    Link = function(el) table.insert(seen.links, el.target) end,
    Image = function(el) table.insert(seen.images, el.src) end,
    CodeBlock = function(el) table.insert(seen.code, el.text) end,
    Table = function() seen.tables = seen.tables + 1 end,
  }
  return seen
end

local function alert_of(div)
  local kind = div.classes[1]
  if not ALERTS[kind] then return nil end
  return kind, div.content:filter(function(block)
    return not (block.t == 'Div' and block.classes:includes('title'))
  end)
end

-- Raw Typst around what a content element holds.
local function around(raw, before, content, after)
  local parts = pandoc.List {raw('typst', before)}
  parts:extend(content)
  parts:insert(raw('typst', after))
  return parts
end

local function typst_filter(page, formulas, refused)
  local block, inline = pandoc.RawBlock, pandoc.RawInline
  return {
    Math = function(el)
      local formula = formulas[key_of(el)]
      if not formula then
        table.insert(refused, trimmed(el.text))
        return nil
      end
      local call = el.mathtype == 'DisplayMath' and 'displayed' or 'formula'
      return inline('typst', string.format('#%s(%s, %s);', call, quoted(el.text), formula))
    end,
    Link = function(el)
      local place = page.links[el.target]
      local before = place.label and string.format('#goto(<%s>)[', place.label)
        or string.format('#link(%s)[', quoted(place.url))
      return around(inline, before, el.content, '];')
    end,
    Image = function(el)
      local alt = quoted(pandoc.utils.stringify(el.caption))
      local file = quoted(page.images[el.src])
      return inline('typst', string.format('#picture(%s, %s);', file, alt))
    end,
    Div = function(el)
      local kind, content = alert_of(el)
      if not kind then return nil end
      return around(block, string.format('#alert(%s)[', quoted(kind)), content, ']')
    end,
  }
end

-- Typst may break a line between a formula, or a page's number, and a Chinese colon or semicolon.
local JOINED = {['：'] = true, ['；'] = true}

local function joined(inlines)
  local found = pandoc.Inlines {}
  for _, el in ipairs(inlines) do
    local before = found[#found]
    if el.t == 'Str' and JOINED[el.text:sub(1, 3)] and before and before.t == 'RawInline' then
      found:insert(pandoc.RawInline('typst', '#sym.wj;'))
    end
    found:insert(el)
  end
  return found
end

-- The text's first characters as far as they are of the set, and the rest.
local function led(text, set)
  for place, code in utf8.codes(text) do
    if not set[utf8.char(code)] then return text:sub(1, place - 1), text:sub(place) end
  end
  return text, ''
end

-- The text without its last characters as far as they are of the set, and these.
local function trailed(text, set)
  local kept = 0
  for place, code in utf8.codes(text) do
    local character = utf8.char(code)
    if not set[character] then kept = place + #character - 1 end
  end
  return text:sub(1, kept), text:sub(kept + 1)
end

-- Formulas with the punctuation at them: a line may break beside a formula as beside an image, and
-- would begin with a full stop.
local function kept_together(inlines)
  local kept, rest = pandoc.Inlines {}, nil
  for number, el in ipairs(inlines) do
    el, rest = rest or el, nil
    local before, after = kept[#kept], inlines[number + 1]
    if el.t == 'Math' and el.mathtype == 'InlineMath' then
      local together = pandoc.Inlines {el}
      if before and before.t == 'Str' then
        local head, tail = trailed(before.text, OPENING)
        if tail ~= '' then
          kept[#kept] = pandoc.Str(head)
          together:insert(1, pandoc.Str(tail))
        end
      end
      if after and after.t == 'Str' then
        local head, tail = led(after.text, CLOSING)
        if head ~= '' then
          rest = pandoc.Str(tail)
          together:insert(pandoc.Str(head))
        end
      end
      el = #together > 1 and pandoc.Span(together, pandoc.Attr('', {'together'})) or el
    end
    kept:insert(el)
  end
  return kept
end

local function epub_filter(page, formulas, refused)
  return {
    Inlines = kept_together,
    Math = function(el)
      if not formulas[key_of(el)] then table.insert(refused, trimmed(el.text)) end
    end,
    Link = function(el)
      local place = page.links[el.target]
      el.target = place.label and '#' .. place.label or place.url
      return el
    end,
    Image = function(el)
      el.src = page.images[el.src]
      return el
    end,
    Div = function(el)
      local kind, content = alert_of(el)
      if not kind then return nil end
      local title = pandoc.Para {pandoc.Strong {page.alerts[kind]}}
      return pandoc.Div({title, table.unpack(content)}, pandoc.Attr('', {'alert', kind}))
    end,
  }
end

local function title_of(doc)
  for _, el in ipairs(doc.blocks) do
    if el.t == 'Header' and el.level == 1 then return pandoc.utils.stringify(el.content) end
  end
end

-- The blocks below each second level heading; what stands above the first is the title.
local function sections_of(doc)
  local sections = pandoc.List {}
  for _, el in ipairs(doc.blocks) do
    if el.t == 'Header' and el.level == 2 then
      table.insert(sections, pandoc.Blocks {})
    elseif #sections > 0 then
      if el.t == 'Header' then -- below the book's chapters and questions
        el.identifier, el.level = '', el.level + 1
      end
      sections[#sections]:insert(el)
    end
  end
  return sections
end

local function convert(doc, page, to, formulas)
  local seen, refused = look(doc), {}
  local filter = (to == 'typst' and typst_filter or epub_filter)(page, formulas, refused)
  local walked = doc:walk(filter)
  if to == 'typst' then walked = walked:walk {Inlines = joined} end
  local sections = sections_of(walked):map(function(blocks)
    return to == 'typst' and write(blocks) or pandoc.write(pandoc.Pandoc(blocks), 'json')
  end)
  return {title = title_of(doc), sections = sections, seen = seen, refused = refused}
end

local job = pandoc.json.decode(io.read('a'), false)
local docs = {}
for number, page in ipairs(job.pages) do
  docs[number] = pandoc.read(page.text, page.smart and READER .. '+smart' or READER)
end
local formulas = job.to == 'typst' and formulas_of(docs, 'typst', '^%$.*%$$')
  or formulas_of(docs, 'html', '^<math')
local pages = {}
for number, page in ipairs(job.pages) do
  pages[number] = convert(docs[number], page, job.to, formulas)
end
io.write(pandoc.json.encode(pages))
