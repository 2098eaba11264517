{{%AUTOESCAPE context="HTML"}}<details class="pictures"{{#OPEN}} open{{/OPEN}}><summary>Pictures</summary>
{{#PICTURE_PROBLEM}}<p class="problem" id="pictures-problem">{{WORDS}}</p>{{/PICTURE_PROBLEM}}
{{#PICTURE}}<fieldset><legend>Picture {{N}}</legend>
{{#READY}}<img class="brought" src="{{ADDRESS}}" alt="" loading="lazy">{{/READY}}
<input type="hidden" name="picture_{{N}}" value="{{NUMBER}}">
<label for="alt_{{N}}">What it shows</label>
<input id="alt_{{N}}" name="alt_{{N}}" value="{{ALT}}" maxlength="1500" dir="auto" aria-describedby="alt-hint pictures-problem"{{#INVALID}} aria-invalid="true"{{/INVALID}}>
<label class="tick"><input type="checkbox" name="out_{{N}}" value="yes"> Leave this picture out</label>
</fieldset>{{/PICTURE}}
{{#ONE_MORE}}<label for="file">Add a picture</label>
<p class="hint" id="file-hint">JPEG, PNG, GIF or WebP. Where and with what it was taken is left out. For more than one, press Preview after each.</p>
<input id="file" name="file" type="file" accept="image/jpeg,image/png,image/gif,image/webp" aria-describedby="file-hint pictures-problem"{{#FILE_INVALID}} aria-invalid="true"{{/FILE_INVALID}}>
<label for="file_alt">What it shows</label>
<input id="file_alt" name="file_alt" value="{{FILE_ALT}}" maxlength="1500" dir="auto" aria-describedby="alt-hint pictures-problem">{{/ONE_MORE}}
<p class="hint" id="alt-hint">A picture needs a few words for those who cannot see it.</p>
</details>
