-- Put this into your init.lua, or into a file that it requires.
local start = vim.lsp.start or function(config) -- before Neovim 0.8
  vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
end

vim.api.nvim_create_autocmd("FileType", {
  pattern = "go",
  callback = function()
    local mod = vim.fn.findfile("go.mod", ".;")
    start({
      name = "retryvet",
      cmd = { "retryvet", "lsp" },
      root_dir = mod ~= "" and vim.fn.fnamemodify(mod, ":p:h") or vim.fn.getcwd(),
    })
  end,
})
