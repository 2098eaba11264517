{{%AUTOESCAPE context="HTML"}}<h1>Read-only for now</h1>
<p class="notice bad" role="alert">Nothing was changed: this server is read-only for now. Everything can be read, and nothing can be changed.</p>
{{#DISK}}<p>Its disk is nearly full. The operators have been told, and make room.</p>
{{/DISK}}{{#IS_KEPT}}<p>What you sent is still here. Leave this page open and send it again later.</p>{{/IS_KEPT}}
{{>KEPT}}
{{#NOT_KEPT}}<p>Go back and try again later.</p>{{/NOT_KEPT}}
<p><a href="/">Go to the start page</a></p>
